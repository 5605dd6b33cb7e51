package io.weightless.component.chassis;

import static io.weightless.component.Parts.part;

import io.weightless.component.Component;
import io.weightless.reactor.Work;
import io.weightless.scene.Scene;
import java.util.List;
import java.util.stream.IntStream;

/// Small components for the tests.
final class Pieces {
  private Pieces() {}

  /// Sends on what comes.
  static <T> Component<T, T> relay(String name) {
    return part(name, (in, out) -> in.forEach(out::send));
  }

  /// Takes so many, and ends.
  static <T> Component<T, Void> takes(int count, Scene scene) {
    return part(
        "takes " + count,
        (in, _) -> {
          for (int i = 0; i < count; i++) {
            scene.mark(in.receive());
          }
        });
  }

  /// Sends all, so many seconds apart, the first one at once.
  @SafeVarargs
  static <T> Component<Void, T> slowly(int seconds, T... values) {
    return part(
        "slowly",
        (_, out) -> {
          for (T value : values) {
            out.send(value);
            Scene.sleep(seconds);
          }
        });
  }

  /// Waits until it is told to end.
  static <I, O> Component<I, O> idle(String name) {
    return part(name, (_, _) -> Scene.sleep(1_000_000));
  }

  /// Runs `whole`, and beside it each of `deeds`, one second apart, the first one after a second.
  static void run(Scene scene, Component<?, ?> whole, Work<?>... deeds) {
    scene.run(scope -> {
      scope.start(
          "beside",
          () -> {
            for (Work<?> deed : deeds) {
              Scene.sleep(1);
              deed.run();
            }
          });
      whole.run();
      return null;
    });
  }

  static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }
}
