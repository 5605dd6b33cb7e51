package io.weightless.check.bench.files;

import io.weightless.net.FileSource;
import io.weightless.net.Files;
import io.weightless.net.OpenFile;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Tasks of one reactor.
final class TaskContender implements Contender {
  private final Reactor reactor = Reactor.open();

  private interface Turn {
    void run(int number, ByteBuffer buffer) throws IOException;
  }

  private Files files() {
    return reactor.service(Files.class);
  }

  private static void each(int times, Turn turn) {
    Scope.run(scope -> {
      for (int i = 0; i < AT_A_TIME; i++) {
        int first = i;
        scope.start(
            "worker",
            () -> {
              ByteBuffer buffer = ByteBuffer.allocateDirect(BLOCK);
              for (int number = first; number < times; number += AT_A_TIME) {
                turn.run(number, buffer.clear());
              }
            });
      }
      return true;
    });
  }

  @Override
  public void read(Path path, int times) throws Exception {
    reactor.run(() -> {
      try (FileSource source = files().open(path)) {
        each(times, (number, buffer) -> source.read(buffer, Contender.place(number)));
      }
    });
  }

  @Override
  public void open(Path path, int times) throws Exception {
    reactor.run(() ->
        each(
            times,
            (_, buffer) -> {
              try (FileSource source = files().open(path)) {
                source.read(buffer, 0);
              }
            }));
  }

  @Override
  public void write(Path path, int times) throws Exception {
    reactor.run(() -> {
      try (OpenFile file = files().edit(path, StandardOpenOption.CREATE)) {
        each(times, (number, buffer) -> file.write(buffer, Contender.place(number)));
      }
    });
  }

  @Override
  public void copy(Path from, Path to) throws Exception {
    reactor.run(() -> {
      files().copy(from, to);
      files().delete(to);
    });
  }

  @Override
  public void close() {
    reactor.close();
  }
}
