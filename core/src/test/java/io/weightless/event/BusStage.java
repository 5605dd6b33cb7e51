package io.weightless.event;

import io.weightless.scene.Scene;
import io.weightless.scope.Scope;

/// A bus on virtual time, for one test.
final class BusStage implements AutoCloseable {
  record Placed(int number) {}

  record Price(String item) implements Asks<Integer> {}

  final Scene scene = new Scene();

  /// What is done with a bus.
  interface Script {
    void play(Bus bus, Scope scope) throws Exception;
  }

  /// In a scope of the main task, which is the bus's.
  void play(Script script) {
    scene.run(scope -> {
      try {
        script.play(new Bus(scope), scope);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      return null;
    });
  }

  @Override
  public void close() {
    scene.close();
  }
}
