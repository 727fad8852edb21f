// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import io.github.sparkxent.job.config.RunNames;
import io.github.sparkxent.report.SampleReports;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;

/**
 * Runs that take turns at every step of a simulated file system, drawn from a seed; what must
 * always hold is looked at after each step, and the rest when all have ended.
 */
final class PublishingSimulation {
  private static final String[] IDS = {"nightly", "nightly", "nightly", "nightly-2", "thesis"};
  private static final String DEAD = "00000000-0000-4000-8000-000000000000";
  private static final long WEEK_AND_MORE = 8L * 24 * 60 * 60 * 1000;

  private final BiFunction<ResultStore, SimulatedRun, SimulatedRun.Protocol> protocol;
  private final ExecutorService threads;
  private final Random random;
  private final SimulatedDisk disk = new SimulatedDisk();
  private final List<String> violations = new ArrayList<>();
  private final List<Actor> alive = new ArrayList<>();
  private final Semaphore over = new Semaphore(0);

  /** When each attempt was first seen at its place, by attempt. */
  private final Map<String, Long> publishedAt = new HashMap<>();

  /**
   * When the run began to publish that was the last to begin of those that say they published, by
   * id. What was there before that must not be all that is there after.
   */
  private final Map<String, Long> promised = new TreeMap<>();

  private final Map<String, String> foreign;
  private final double switching;
  private final double failing;
  private final double killing;
  private final boolean oneId;
  private long step;
  private boolean killed;

  private PublishingSimulation(
      long seed,
      ExecutorService threads,
      BiFunction<ResultStore, SimulatedRun, SimulatedRun.Protocol> protocol) {
    this.protocol = protocol;
    this.threads = threads;
    random = new Random(seed);
    switching = random.nextInt(3) == 0 ? 1 : 0.02 + random.nextDouble() * 0.5;
    failing = random.nextInt(3) == 0 ? 0.003 + random.nextDouble() * 0.03 : 0;
    killing = random.nextInt(3) == 0 ? 0.003 + random.nextDouble() * 0.02 : 0;
    oneId = random.nextBoolean();
    foreign = foreign();
  }

  /** Runs one schedule and returns what went wrong. */
  static List<String> run(
      long seed,
      ExecutorService threads,
      BiFunction<ResultStore, SimulatedRun, SimulatedRun.Protocol> protocol) {
    return new PublishingSimulation(seed, threads, protocol).run();
  }

  /** Puts there what no run may touch, and what others left. */
  private Map<String, String> foreign() {
    Map<String, String> mine = new LinkedHashMap<>();
    for (String file :
        new String[] {
          "thesis/chapter.txt",
          ".previous-nightly-mine/notes.txt",
          ".staging-mine/notes.txt",
          ".previous-nightly-" + DEAD + "/notes.txt",
          "notes.txt"
        }) {
      mine.put(file, "mine");
    }
    mine.forEach((file, text) -> disk.write(file, text, 0));
    if (random.nextBoolean()) {
      earlier("nightly", "nightly");
    }
    earlier("nightly-2", random.nextBoolean() ? "nightly-2" : ".previous-nightly-2-" + DEAD);
    disk.write(".staging-nightly-" + DEAD + "/metrics.json", "half", 0);
    return mine;
  }

  private void earlier(String runId, String entry) {
    String attempt = UUID.nameUUIDFromBytes(runId.getBytes()).toString();
    for (String file : new String[] {"metrics.json", "report.html"}) {
      disk.write(entry + "/" + file, SimulatedRun.content(file, runId, attempt), 0);
    }
    RunStatus ended =
        RunStatus.running(runId, SimulatedRun.EVALUATION, attempt, Instant.EPOCH)
            .passed(SampleReports.run(List.of()), "place");
    disk.write(entry + "/_SUCCESS", ended.published(1).toJson(), 0);
    publishedAt.put(attempt, 0L);
    promised.put(runId, 0L);
  }

  private List<String> run() {
    int runs = 2 + random.nextInt(4);
    for (int i = 0; i < runs; i++) {
      alive.add(new Actor(newRun(IDS[oneId ? 0 : random.nextInt(IDS.length)], random.nextInt(4))));
    }
    List<Actor> all = List.copyOf(alive);
    all.forEach(actor -> threads.execute(actor::live));
    alive.get(0).turn.release();
    over.acquireUninterruptibly();
    if (!killed && all.stream().allMatch(actor -> actor.run.hasLastWord())) {
      requireAgreement();
    }
    requireRecovery();
    if (!violations.isEmpty()) {
      violations.addAll(disk.done);
    }
    return violations;
  }

  private SimulatedRun newRun(String id, int plan) {
    SimulatedRun.Plan[] plans = SimulatedRun.Plan.values();
    return new SimulatedRun(
        id, new UUID(random.nextLong(), random.nextLong()).toString(), plans[plan % plans.length]);
  }

  /** A run and its thread, which goes on only when it is its turn. */
  private final class Actor implements SimulatedStore.Steps {
    private final SimulatedRun run;
    private final Semaphore turn = new Semaphore(0);
    private final long skew = random.nextInt(3) == 0 ? random.nextInt(2000) - 1000 : 0;
    private boolean dead;

    Actor(SimulatedRun run) {
      this.run = run;
    }

    void live() {
      turn.acquireUninterruptibly();
      SimulatedStore store = new SimulatedStore(disk, this, run.runId, violations, random);
      try {
        run.run(protocol.apply(store, run), store, () -> step);
        if (run.published()) {
          promise(run);
          disk.done.add(this + " says that it has published");
        }
      } catch (SimulatedRun.Killed e) {
        killed = true;
        disk.done.add(this + " is killed");
      } catch (RuntimeException e) {
        violations.add("a run ends with " + e);
      } finally {
        check();
        alive.remove(this);
        if (alive.isEmpty()) {
          over.release();
        } else {
          alive.get(random.nextInt(alive.size())).turn.release();
        }
      }
    }

    @Override
    public void before() throws IOException {
      fail();
      check();
      step++;
      if (random.nextDouble() < switching) {
        Actor next = alive.get(random.nextInt(alive.size()));
        if (next != this) {
          next.turn.release();
          turn.acquireUninterruptibly();
        }
      }
    }

    @Override
    public void after() throws IOException {
      fail();
    }

    private void fail() throws IOException {
      dead |= killing > 0 && random.nextDouble() < killing;
      if (dead) {
        throw new SimulatedRun.Killed();
      }
      if (failing > 0 && random.nextDouble() < failing) {
        throw new IOException("a step failed");
      }
    }

    @Override
    public long now() {
      return 10_000 + step + skew;
    }

    @Override
    public String toString() {
      return step + " " + run.attempt.substring(0, 4) + " of " + run.runId;
    }
  }

  private void promise(SimulatedRun run) {
    Long at = publishedAt.get(run.attempt);
    if (at == null) {
      violate("a result is said to be published that nobody has seen");
    } else {
      promised.merge(run.runId, run.began(), Math::max);
    }
  }

  private void violate(String what) {
    if (!violations.contains(what)) {
      violations.add(what);
      disk.done.add(what);
    }
  }

  /** What must hold after each step. */
  private void check() {
    for (String id : new String[] {"nightly", "nightly-2"}) {
      Map<String, String> place = disk.directories.get(id);
      if (place != null) {
        String attempt = wholeAttempt(place);
        if (attempt == null) {
          violate("a mix or a part is at the place of the result: " + place);
        } else {
          publishedAt.putIfAbsent(attempt, step);
        }
      }
      Long at = promised.get(id);
      if (at != null && latest(id) < at) {
        violate("a published result is lost");
      }
    }
    foreign.forEach(
        (file, text) -> {
          if (!text.equals(disk.read(file))) {
            violate("what is foreign is gone: " + file);
          }
        });
  }

  /** Returns when the latest result was published that is still there, or -1. */
  private long latest(String id) {
    RunNames names = new RunNames(id);
    long latest = -1;
    for (Map.Entry<String, Map<String, String>> entry : disk.directories.entrySet()) {
      if (entry.getKey().equals(id) || names.isPrevious(entry.getKey())) {
        String attempt = wholeAttempt(entry.getValue());
        if (attempt != null) {
          latest = Math.max(latest, publishedAt.getOrDefault(attempt, -1L));
        }
      }
    }
    return latest;
  }

  /** Returns the attempt whose files these are, or null if they are not one whole result. */
  private static String wholeAttempt(Map<String, String> directory) {
    String metrics = directory.get("metrics.json");
    String report = directory.get("report.html");
    String success = directory.get("_SUCCESS");
    if (metrics == null || report == null || success == null || !metrics.endsWith("\"}")) {
      return null;
    }
    String attempt = metrics.substring(metrics.length() - 38, metrics.length() - 2);
    boolean same = report.endsWith(attempt + "\"}");
    return same && (success.isEmpty() || success.contains(attempt)) ? attempt : null;
  }

  /** Nothing failed for good and nobody was killed: the last word is that of the result. */
  private void requireAgreement() {
    for (String id : new String[] {"nightly", "nightly-2"}) {
      String text = disk.files.get(id + ".status.json");
      Map<String, String> place = disk.directories.get(id);
      if (text == null) {
        continue;
      }
      RunStatus status = RunStatus.parse(text);
      String attempt = place == null ? null : wholeAttempt(place);
      boolean isPublished =
          status.state().equals(RunStatus.PASSED) || status.state().equals(RunStatus.GATE_FAILED);
      if (status.state().equals(RunStatus.RUNNING)
          || isPublished != status.attempt().equals(attempt)) {
        violations.add("the status is " + status.state() + " of another run than the result's");
      }
    }
    if (failing == 0) {
      requireLatest();
    }
  }

  private static long order(String text) {
    RunStatus status = RunStatus.parse(text);
    return status == null ? -1 : status.order();
  }

  /** The pointer is the last word of the result of the greatest order, of whatever id. */
  private void requireLatest() {
    RunStatus last = null;
    for (String id : new String[] {"nightly", "nightly-2"}) {
      String text = disk.read(id + "/_SUCCESS");
      RunStatus status = text == null ? null : RunStatus.parse(text);
      boolean isNew = status != null && status.order() > 1;
      if (isNew && (last == null || status.order() > last.order())) {
        last = status;
      }
    }
    String pointer = disk.files.get(RunNames.LATEST);
    if (last != null && (pointer == null || order(pointer) < last.order())) {
      violations.add("the pointer is " + pointer + ", expected " + last.toJson());
    }
  }

  /** The next runs of each id put everything right: one that is refused, and one that publishes. */
  private void requireRecovery() {
    for (String id : new String[] {"nightly", "nightly-2"}) {
      alone(newRun(id, SimulatedRun.Plan.IS_REFUSED.ordinal()));
      RunNames names = new RunNames(id);
      if (promised.containsKey(id)
          && (!disk.directories.containsKey(id)
              || latest(id)
                  != publishedAt.getOrDefault(wholeAttempt(disk.directories.get(id)), -2L))) {
        violations.add("the latest result is not restored");
      }
      requireNothingLeft(
          entry -> names.isRemoving(entry) || (names.isPrevious(entry) && !isForeign(entry)));
      step += WEEK_AND_MORE;
      SimulatedRun last = newRun(id, SimulatedRun.Plan.PASSES.ordinal());
      alone(last);
      requireNothingLeft(
          entry ->
              names.owns(entry)
                  && !entry.equals(names.target())
                  && !entry.equals(names.status())
                  && !isForeign(entry)
                  && !names.staging(DEAD).equals(entry));
      if (!last.published()
          || !disk.files.get(names.status()).equals(disk.read(id + "/_SUCCESS"))
          || !disk.read(id + "/_SUCCESS").contains(last.attempt)
          || !disk.read(id + "/_SUCCESS").equals(disk.files.get(RunNames.LATEST))) {
        violations.add("the last run is not the one whose result and status are there");
      }
    }
  }

  private boolean isForeign(String entry) {
    return foreign.keySet().stream().anyMatch(file -> file.startsWith(entry + "/"));
  }

  private void requireNothingLeft(java.util.function.Predicate<String> stale) {
    disk.list().stream()
        .filter(stale)
        .forEach(entry -> violations.add("something is left of dead runs: " + entry));
  }

  /** Runs to the end with nobody else there, and without a fault. */
  private void alone(SimulatedRun run) {
    SimulatedStore.Steps steps =
        new SimulatedStore.Steps() {
          @Override
          public void before() {
            step++;
          }

          @Override
          public void after() {
            check();
          }

          @Override
          public String toString() {
            return step + " last";
          }

          @Override
          public long now() {
            return 20_000 + step;
          }
        };
    SimulatedStore store = new SimulatedStore(disk, steps, run.runId, violations, random);
    run.run(protocol.apply(store, run), store, () -> step);
  }
}
