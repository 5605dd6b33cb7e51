package io.weightless.check.bench.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/// Virtual threads of the JDK, each of which asks one thing after the other.
final class VirtualThreads {
  private VirtualThreads() {}

  static long each(int count, BooleanSupplier goesOn, Callable<?> request) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        all.add(
            threads.submit(() -> {
              long answers = 0;
              while (goesOn.getAsBoolean()) {
                request.call();
                answers++;
              }
              return answers;
            }));
      }
      long sum = 0;
      for (Future<Long> one : all) {
        sum += one.get();
      }
      return sum;
    }
  }
}
