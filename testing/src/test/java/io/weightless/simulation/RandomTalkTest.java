package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.simulation.Scene.Pair;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Two peers talk at once in both directions while everything goes wrong that can. The oracle: what
/// comes is what was written, in its order and once; with resets the beginning of it.
final class RandomTalkTest {
  private static final int SEEDS = 150;
  private static final Set<Fault> HARMLESS =
      Set.of(Fault.SLOW, Fault.STALLED, Fault.SHORT_READ, Fault.SHORT_WRITE, Fault.PARTITION);
  private static final Set<Fault> ALL = Set.of(Fault.values());

  /// One conversation, from a seed.
  private static final class Talk {
    final SplittableRandom random;
    final Scene scene;
    final byte[] question;
    final byte[] answer;
    final ByteArrayOutputStream asked = new ByteArrayOutputStream();
    final ByteArrayOutputStream answered = new ByteArrayOutputStream();
    final List<String> failures = new ArrayList<>();
    private int talking = 4;

    Talk(long seed) {
      random = new SplittableRandom(seed);
      scene = new Scene(Conditions.DEFAULT.withWindow(random.nextInt(1, 2_000)), seed);
      question = noise();
      answer = noise();
    }

    private byte[] noise() {
      byte[] noise = new byte[random.nextInt(20_000)];
      random.nextBytes(noise);
      return noise;
    }

    /// Returns when both have read all, or have failed.
    void run(Set<Fault> faults) throws IOException {
      scene.run(scope -> {
        Pair pair = scene.connect();
        for (Fault fault : Fault.values()) {
          boolean may = faults.contains(fault);
          scene.strike(fault, () -> may && random.nextInt(50) == 0);
        }
        scope.start("near writes", () -> end(() -> write(pair.near(), question)));
        scope.start("far writes", () -> end(() -> write(pair.far(), answer)));
        scope.start("near reads", () -> end(() -> read(pair.near(), answered)));
        scope.start("far reads", () -> end(() -> read(pair.far(), asked)));
        while (talking > 0) {
          mishap();
        }
        pair.close();
      });
    }

    private void mishap() {
      Task.sleep(Duration.ofMillis(random.nextInt(1, 100)));
      if (scene.strikes(Fault.PARTITION)) {
        scene.fabric.partition(Set.of("near"), Set.of("far"));
        Task.sleep(Duration.ofMillis(random.nextInt(1, 20_000)));
        scene.fabric.heal();
      }
      if (scene.strikes(Fault.CRASH)) {
        scene.restart("far");
      }
    }

    private interface Part {
      void play() throws IOException;
    }

    private void end(Part part) {
      try {
        part.play();
      } catch (IOException e) {
        failures.add(e.getMessage());
        if (scene.fabric.open("far").isEmpty()) {
          talking = 0; // as if the tasks of a host that has crashed went with it
        }
      }
      talking--;
    }

    /// Now and then gives up waiting, and goes on.
    private void write(Stream stream, byte[] all) throws IOException {
      ByteBuffer left = ByteBuffer.wrap(all);
      while (left.hasRemaining()) {
        ByteBuffer part = left.slice(left.position(), random.nextInt(1, left.remaining() + 1));
        impatiently(() -> stream.write(part));
        left.position(left.position() + part.position());
        assertThat(stream.written()).isEqualTo(left.position());
      }
      stream.closeOutput();
    }

    private void read(Stream stream, ByteArrayOutputStream all) throws IOException {
      boolean[] isOver = {false};
      while (!isOver[0]) {
        impatiently(() -> {
          ByteBuffer part = stream.read();
          isOver[0] = !part.hasRemaining();
          byte[] bytes = new byte[part.remaining()];
          part.get(bytes);
          all.writeBytes(bytes);
        });
      }
    }

    private void impatiently(Part part) throws IOException {
      try {
        Scope.<String, IOException>run(
            Deadline.after(Duration.ofMillis(random.nextInt(1, 2_000))),
            _ -> {
              part.play();
              return "done";
            });
      } catch (DeadlineExceeded _) {
        // then once more
      }
    }
  }

  @Test
  void withoutResetsEachByteComesInItsOrderAndOnce() throws IOException {
    Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
    for (int seed = 0; seed < SEEDS; seed++) {
      Talk talk = new Talk(seed);
      try (Scene scene = talk.scene) {
        talk.run(HARMLESS);
        assertThat(talk.failures).as("seed %s", seed).isEmpty();
        assertThat(talk.asked.toByteArray()).as("seed %s", seed).isEqualTo(talk.question);
        assertThat(talk.answered.toByteArray()).as("seed %s", seed).isEqualTo(talk.answer);
        count(struck, scene);
      }
    }
    assertThat(struck.keySet()).containsExactlyInAnyOrderElementsOf(HARMLESS);
  }

  private static void count(Map<Fault, Integer> struck, Scene scene) {
    for (Fault fault : Fault.values()) {
      if (scene.struck(fault) > 0) {
        struck.merge(fault, scene.struck(fault), Integer::sum);
      }
    }
  }

  @Test
  void withResetsThePeersSeeABeginningOfItAndAFailure() throws IOException {
    Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
    int failed = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Talk talk = new Talk(seed);
      try (Scene scene = talk.scene) {
        talk.run(ALL);
        assertIsBeginning(talk.asked, talk.question, seed);
        assertIsBeginning(talk.answered, talk.answer, seed);
        if (!Arrays.equals(talk.answered.toByteArray(), talk.answer)) {
          assertThat(talk.failures).as("seed %s", seed).isNotEmpty();
          failed++;
        }
        count(struck, scene);
      }
    }
    assertThat(failed).isBetween(1, SEEDS - 1);
    assertThat(struck).containsKeys(Fault.LOST, Fault.CRASH);
  }

  private static void assertIsBeginning(ByteArrayOutputStream got, byte[] all, int seed) {
    byte[] bytes = got.toByteArray();
    assertThat(bytes).as("seed %s", seed).isEqualTo(Arrays.copyOf(all, bytes.length));
  }

  @Test
  void aSeedGivesTheSameStoryEachTimeAndAnotherOneAnother() throws IOException {
    assertThat(storyOf(1)).isEqualTo(storyOf(1)).isNotEqualTo(storyOf(2));
  }

  private static String storyOf(long seed) throws IOException {
    Talk talk = new Talk(seed);
    try (Scene scene = talk.scene) {
      talk.run(ALL);
      return scene.time() + " " + talk.failures + " " + scene.arrivals.values();
    }
  }

  @Test
  void manyCallersThatAreRefusedOrStalledAtTimesGetThroughInTheEnd() throws IOException {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      try (Scene scene = new Scene(Conditions.DEFAULT.withBacklog(2), seed)) {
        scene.strike(Fault.STALLED, () -> random.nextInt(3) == 0);
        scene.strike(Fault.REFUSED, () -> random.nextInt(3) == 0);
        scene.run(scope -> {
          try (Listener listener = scene.far().listen(Scene.ANY_PORT)) {
            for (int i = 0; i < 10; i++) {
              scope.start("caller " + i, () -> connectAtLast(scene, listener));
            }
            for (int i = 0; i < 10; i++) {
              listener.accept().close();
            }
          }
        });
      }
    }
  }

  private static void connectAtLast(Scene scene, Listener listener) throws IOException {
    while (true) {
      try {
        Stream stream = scene.near().connect(listener.address());
        assertThat(stream.read().hasRemaining()).isFalse();
        stream.close();
        return;
      } catch (IOException e) {
        assertThat(e).message().matches("connect .*: Connection (refused|timed out)");
      }
    }
  }
}
