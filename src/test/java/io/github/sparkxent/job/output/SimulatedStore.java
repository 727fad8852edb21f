// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import io.github.sparkxent.job.config.RunNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run's view of the simulated disk: before each step others may have theirs, and a step may fail
 * before or after its effect, or be the run's last. Removals go file by file.
 */
final class SimulatedStore implements ResultStore {
  private static final Pattern WITH_TOKEN =
      Pattern.compile("\\.(staging|previous|removing|status)-(.+)-[0-9a-f-]{36}");

  private final SimulatedDisk disk;
  private final Steps steps;
  private final String runId;
  private final List<String> violations;
  private final Random random;

  /** What happens around a step. */
  interface Steps {
    /** Waits for the run's turn, and may fail. */
    void before() throws IOException;

    /** May fail though the step has taken effect. */
    void after() throws IOException;

    long now();
  }

  SimulatedStore(
      SimulatedDisk disk, Steps steps, String runId, List<String> violations, Random random) {
    this.disk = disk;
    this.steps = steps;
    this.runId = runId;
    this.violations = violations;
    this.random = random;
  }

  private void requireOwn(String name) {
    String entry = name.split("/", 2)[0];
    Matcher withToken = WITH_TOKEN.matcher(entry);
    boolean own =
        withToken.matches()
            ? withToken.group(2).equals(runId)
            : entry.equals(runId)
                || entry.equals(runId + ".status.json")
                || entry.equals(RunNames.LATEST)
                || RunNames.isLatestMark(entry);
    if (!own) {
      violations.add("a run with id " + runId + " touches " + entry);
    }
  }

  @Override
  public List<String> list() throws IOException {
    steps.before();
    List<String> names = disk.list();
    steps.after();
    return names;
  }

  @Override
  public boolean exists(String name) throws IOException {
    steps.before();
    boolean exists = disk.exists(name) || disk.read(name) != null;
    steps.after();
    return exists;
  }

  @Override
  public String read(String name, int maxBytes) throws IOException {
    steps.before();
    String text = disk.read(name);
    steps.after();
    return text;
  }

  @Override
  public void write(String name, String text) throws IOException {
    requireOwn(name);
    steps.before();
    disk.write(name, "", steps.now());
    steps.after();
    steps.before();
    disk.write(name, text, steps.now());
    steps.after();
  }

  @Override
  public void replace(String name, String text, String aside) throws IOException {
    try {
      write(aside, text);
      requireOwn(name);
      steps.before();
      disk.files.remove(aside);
      disk.write(name, text, steps.now());
      disk.done.add(steps + " replaces " + name);
      steps.after();
    } catch (IOException e) {
      delete(aside);
      throw e;
    }
  }

  @Override
  public boolean rename(String from, String to) throws IOException {
    requireOwn(from);
    requireOwn(to);
    steps.before();
    boolean renamed = disk.rename(from, to);
    disk.done.add(steps + " renames " + from + " to " + to + (renamed ? "" : ": no"));
    steps.after();
    return renamed;
  }

  @Override
  public boolean renamesAtOnce() {
    return true;
  }

  @Override
  public void delete(String name) throws IOException {
    requireOwn(name);
    steps.before();
    disk.files.remove(name);
    disk.done.add(steps + " removes " + name);
    List<String> inside = new ArrayList<>(disk.directories.getOrDefault(name, Map.of()).keySet());
    steps.after();
    Collections.shuffle(inside, random);
    for (String file : inside) {
      steps.before();
      disk.directories.getOrDefault(name, Collections.emptyMap()).remove(file);
      steps.after();
    }
    steps.before();
    Map<String, String> left = disk.directories.get(name);
    if (left != null && !left.isEmpty()) {
      throw new IOException(name + " is not empty");
    }
    disk.directories.remove(name);
    steps.after();
  }

  @Override
  public long lastWritten(String name) throws IOException {
    steps.before();
    return disk.written.getOrDefault(name, steps.now());
  }

  @Override
  public long now() {
    return steps.now();
  }

  @Override
  public void pause(int times) throws IOException {
    steps.before();
  }

  @Override
  public String shown(String name) {
    return name;
  }
}
