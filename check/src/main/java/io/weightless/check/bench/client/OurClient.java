package io.weightless.check.bench.client;

import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.HttpClient;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Tasks of one reactor.
final class OurClient implements Contender {
  private static final int LIMIT = 2 * 1024 * 1024;

  private final Reactor reactor = Reactor.open();

  @Override
  public long ask(URI url, int atATime, BooleanSupplier goesOn) throws Exception {
    List<Task<Long>> all = new ArrayList<>();
    reactor.run(() -> {
      try (HttpClient client = HttpClient.open()) {
        Scope.join(scope -> {
          for (int i = 0; i < atATime; i++) {
            all.add(scope.start("asker", () -> ask(client, url, goesOn)));
          }
        });
      }
    });
    return all.stream().mapToLong(task -> task.result()).sum();
  }

  private static long ask(HttpClient client, URI url, BooleanSupplier goesOn) throws IOException {
    ClientRequest request = ClientRequest.get(url.toString());
    long answers = 0;
    while (goesOn.getAsBoolean()) {
      try (ClientResponse answer = client.send(request)) {
        Contender.check(answer.status().code(), answer.body().readAll(LIMIT).length);
        answers++;
      }
    }
    return answers;
  }
}
