package io.weightless.check.bench.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/// Threads of the JDK that block.
record ThreadContender(ExecutorService threads) implements Contender {
  private interface Turn {
    void run(int number, ByteBuffer buffer) throws IOException;
  }

  private void each(int times, Turn turn) throws Exception {
    List<Callable<Boolean>> workers = new ArrayList<>();
    for (int i = 0; i < AT_A_TIME; i++) {
      int first = i;
      workers.add(() -> {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BLOCK);
        for (int number = first; number < times; number += AT_A_TIME) {
          turn.run(number, buffer.clear());
        }
        return true;
      });
    }
    for (Future<Boolean> worker : threads.invokeAll(workers)) {
      worker.get();
    }
  }

  @Override
  public void read(Path path, int times) throws Exception {
    try (FileChannel file = FileChannel.open(path)) {
      each(times, (number, buffer) -> file.read(buffer, Contender.place(number)));
    }
  }

  @Override
  public void open(Path path, int times) throws Exception {
    each(
        times,
        (_, buffer) -> {
          try (FileChannel file = FileChannel.open(path)) {
            file.read(buffer, 0);
          }
        });
  }

  @Override
  public void write(Path path, int times) throws Exception {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      each(times, (number, buffer) -> file.write(buffer, Contender.place(number)));
    }
  }

  @Override
  public void copy(Path from, Path to) throws Exception {
    Future<Path> copied = threads.submit(() -> Files.copy(from, to));
    copied.get();
    Files.delete(to);
  }

  @Override
  public void close() {
    threads.close();
  }
}
