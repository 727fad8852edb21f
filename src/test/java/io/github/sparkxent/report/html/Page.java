// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.report.EvaluationReport;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A rendered page, parsed as XML, so that nothing that is not well-formed passes. */
record Page(Element root) {
  static Page of(EvaluationReport report) {
    return of(new HtmlReport().render(report));
  }

  static Page of(String document) {
    byte[] html = document.getBytes(StandardCharsets.UTF_8);
    try {
      var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      return new Page(builder.parse(new ByteArrayInputStream(html)).getDocumentElement());
    } catch (Exception e) {
      throw new AssertionError("not well-formed", e);
    }
  }

  List<Element> elements(String tag) {
    return children(root, tag);
  }

  List<String> text(String tag) {
    return elements(tag).stream().map(Element::getTextContent).toList();
  }

  /** Returns the text of the elements whose class begins with this. */
  List<String> textsOf(String tag, String style) {
    return elements(tag).stream()
        .filter(element -> element.getAttribute("class").startsWith(style))
        .map(element -> element.getTextContent().strip())
        .toList();
  }

  String textOf(String tag, String style) {
    return textsOf(tag, style).get(0);
  }

  static List<Element> children(Element parent, String tag) {
    NodeList nodes = parent.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  static int cells(Element row) {
    return children(row, "th").size() + children(row, "td").size();
  }

  static List<String> attributeNames(Element element) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      names.add(element.getAttributes().item(i).getNodeName());
    }
    return names;
  }
}
