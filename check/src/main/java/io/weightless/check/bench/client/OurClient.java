package io.weightless.check.bench.client;

import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.HttpClient;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/// Tasks of one reactor.
final class OurClient implements Contender {
  private static final int LIMIT = 2 * 1024 * 1024;

  private final Reactor reactor = Reactor.open();

  @Override
  public long ask(URI url, int atATime, BooleanSupplier goesOn) throws Exception {
    AtomicLong answers = new AtomicLong();
    reactor.run(() -> {
      try (HttpClient client = HttpClient.open()) {
        Scope.join(scope -> {
          for (int i = 0; i < atATime; i++) {
            scope.start("asker", () -> answers.addAndGet(ask(client, url, goesOn)));
          }
        });
      }
    });
    return answers.get();
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
