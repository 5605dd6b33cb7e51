package io.weightless.check.bench.client;

import java.net.URI;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/// Reactor Netty on one loop, with its publishers.
final class NettyClient implements Contender {
  private final HttpClient client =
      HttpClient.create(ConnectionProvider.create("bench", 256))
          .runOn(LoopResources.create("bench", 1, true));

  @Override
  public long ask(URI url, int atATime, BooleanSupplier goesOn) {
    Mono<Boolean> request =
        client
            .get()
            .uri(url)
            .responseSingle((answer, body) ->
                body.asByteArray()
                    .map(bytes -> {
                      Contender.check(answer.status().code(), bytes.length);
                      return true;
                    }));
    return Flux.range(0, atATime)
        .flatMap(_ -> request.repeat(goesOn), atATime)
        .count()
        .blockOptional()
        .orElseThrow();
  }
}
