package io.weightless.check.bench.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/// The JDK's own, called from virtual threads, on one of which its work is done, too.
final class JdkClient implements Contender {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  @Override
  public long ask(URI url, int atATime, BooleanSupplier goesOn) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(url).build();
    return VirtualThreads.each(
        atATime,
        goesOn,
        () -> {
          HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
          Contender.check(answer.statusCode(), answer.body().length);
          return answer;
        });
  }
}
