// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.metric.ConfusionCell;
import io.github.sparkxent.metric.WorstRow;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.ConfusionMatrix;
import io.github.sparkxent.report.RowAccounting;
import io.github.sparkxent.report.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How the records of a report are written as JSON and read back: a component is a member, its name
 * in snake case, in the order of the record. What is special stands here.
 */
final class ReportModule extends SimpleModule {
  private static final long serialVersionUID = 1;

  ReportModule() {
    Scalar.addTo(this);
    addSerializer(Instant.class, ToStringSerializer.instance);
    addSerializer(LocalDate.class, ToStringSerializer.instance);
    addSerializer(MetricValues.class, writing(MetricMembers::write));
    addDeserializer(MetricValues.class, new MetricMembers());
    addSerializer(ClassSummary.class, writing(ReportModule::write));
    addSerializer(ConfusionMatrix.class, writing(ReportModule::write));
    setMixInAnnotation(WorstRow.class, WorstRowMembers.class);
    setMixInAnnotation(RowAccounting.class, RowAccountingMembers.class);
    addSerializer(new StdDelegatingSerializer(Verdict.class, new VerdictMembers.Writing()));
    addDeserializer(Verdict.class, new StdDelegatingDeserializer<>(new VerdictMembers.Reading()));
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.insertAnnotationIntrospector(new Required());
  }

  /** Has each member be there but those that {@link JsonInclude} lets be left out. */
  private static final class Required extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    /** Of the texts, a record itself refuses those that must not be null. */
    private static final Set<Class<?>> NULLABLE =
        Set.of(String.class, Boolean.class, Long.class, Double.class, JsonNode.class);

    @Override
    public Boolean hasRequiredMarker(AnnotatedMember member) {
      return !member.hasAnnotation(JsonInclude.class);
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated member) {
      boolean isNullable =
          member.hasAnnotation(JsonInclude.class) || NULLABLE.contains(member.getRawType());
      JavaType content = member.getType().getContentType();
      boolean isOfAny = content != null && content.isJavaLangObject();
      return JsonSetter.Value.construct(
          isNullable ? Nulls.SET : Nulls.FAIL, isOfAny ? Nulls.SET : Nulls.FAIL);
    }
  }

  /** Has the classes of a row be texts. */
  private interface WorstRowMembers {
    @JsonSerialize(using = ToStringSerializer.class)
    @JsonDeserialize(using = Scalar.ClassId.class)
    int label();

    @JsonSerialize(using = ToStringSerializer.class)
    @JsonDeserialize(using = Scalar.ClassId.class)
    int prediction();
  }

  /** Has the filtered rows be none where they are left out. */
  private interface RowAccountingMembers {
    @JsonDeserialize(using = Scalar.CountOrNothing.class)
    long filtered();
  }

  private interface Members<T> {
    void write(T value, JsonGenerator json, SerializerProvider writer) throws IOException;
  }

  private static <T> JsonSerializer<T> writing(Members<T> members) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator json, SerializerProvider writer)
          throws IOException {
        json.writeStartObject();
        members.write(value, json, writer);
        json.writeEndObject();
      }
    };
  }

  private static void write(ClassSummary summary, JsonGenerator json, SerializerProvider writer)
      throws IOException {
    json.writeNumberField("label", summary.label());
    String name = ClassNames.of(writer).get(summary.label());
    if (name != null) {
      json.writeStringField("name", name);
    }
    MetricValues metrics = MetricValues.of(summary, MetricNames.OF_CLASS);
    for (String metric : MetricNames.OF_CLASS) {
      writer.defaultSerializeField(metric, metrics.value(metric), json);
    }
  }

  /** Writes a cell in one line: there can be ten thousand. */
  private static void write(ConfusionMatrix matrix, JsonGenerator json, SerializerProvider writer)
      throws IOException {
    int classes = matrix.numClasses();
    Map<Integer, String> names = ClassNames.of(writer);
    json.writeNumberField("num_classes", classes);
    if (classes > 0 && IntStream.range(0, classes).allMatch(names::containsKey)) {
      json.writeFieldName("names");
      json.writeArray(
          IntStream.range(0, classes).mapToObj(names::get).toArray(String[]::new), 0, classes);
    }
    json.writeArrayFieldStart("cells");
    for (ConfusionCell cell : matrix.cells()) {
      json.writeRawValue("[" + cell.label() + ", " + cell.prediction() + ", " + cell.count() + "]");
    }
    json.writeEndArray();
  }
}
