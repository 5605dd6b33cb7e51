package io.weightless.check.bench.files;

import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.check.bench.harness.Spin;
import io.weightless.check.bench.harness.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;

/// One round of one contender, in a Java machine of its own: `CONTENDER WORK MILLISECONDS`.
final class FilesProgram {
  private static final int LARGE_BYTES = 64 * 1024 * 1024;
  private static final int SMALL_BYTES = 1024;
  private static final int THREADS = 64;
  private static final int TIMES = 6_400; // of a batch: some tens of milliseconds

  private FilesProgram() {}

  static void main(String[] arguments) throws Exception {
    ParentWatch.start();
    Duration time = Duration.ofMillis(Integer.parseInt(arguments[2]));
    Path folder = Files.createTempDirectory("bench");
    Path large = noise(folder.resolve("large"), LARGE_BYTES);
    Path small = noise(folder.resolve("small"), SMALL_BYTES);
    try (Contender contender = contender(arguments[0])) {
      Spin.report(batch(contender, arguments[1], large, small), time);
    } finally {
      Files.deleteIfExists(large);
      Files.deleteIfExists(small);
      Files.deleteIfExists(folder.resolve("written"));
      Files.delete(folder);
    }
  }

  private static Path noise(Path path, int length) throws IOException {
    byte[] noise = new byte[length];
    new SplittableRandom(length).nextBytes(noise);
    return Files.write(path, noise);
  }

  private static Spin.Batch batch(Contender contender, String work, Path large, Path small) {
    return switch (work) {
      case "read-4k" -> Spin.batch(TIMES, times -> contender.read(large, times));
      case "open-1k" -> Spin.batch(TIMES, times -> contender.open(small, times));
      case "write-4k" ->
          Spin.batch(TIMES, times -> contender.write(large.resolveSibling("written"), times));
      case "copy-64m" -> Spin.batch(1, _ -> contender.copy(large, large.resolveSibling("written")));
      default -> throw new IllegalArgumentException(work);
    };
  }

  private static Contender contender(String name) {
    return switch (name) {
      case Subject.OURS -> new TaskContender();
      case "virtual-threads" -> new ThreadContender(Executors.newVirtualThreadPerTaskExecutor());
      case "platform-threads" -> new ThreadContender(Executors.newFixedThreadPool(THREADS));
      default -> throw new IllegalArgumentException(name);
    };
  }
}
