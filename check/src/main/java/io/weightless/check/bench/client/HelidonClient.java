package io.weightless.check.bench.client;

import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientResponse;
import java.net.URI;
import java.util.function.BooleanSupplier;

/// Helidon's, which blocks virtual threads.
final class HelidonClient implements Contender {
  private final Http1Client client = Http1Client.builder().connectionCacheSize(256).build();

  @Override
  public long ask(URI url, int atATime, BooleanSupplier goesOn) throws Exception {
    return VirtualThreads.each(
        atATime,
        goesOn,
        () -> {
          try (Http1ClientResponse answer = client.get(url.toString()).request()) {
            Contender.check(answer.status().code(), answer.entity().as(byte[].class).length);
            return answer;
          }
        });
  }
}
