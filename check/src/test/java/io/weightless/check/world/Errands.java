package io.weightless.check.world;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weightless.http.Body;
import io.weightless.http.Method;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.HttpClient;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What clients ask of servers, each thing with a number of its own, and how often that was done.
/// It survives crashes.
final class Errands {
  private static final int AMPLE = 1_000_000;
  private static final List<Method> METHODS = List.of(Method.GET, Method.PUT, Method.POST);

  private final Tally tally;
  private final List<Errand> all = new ArrayList<>();
  private final Map<Integer, Integer> done = new HashMap<>();
  private final List<String> wrongs = new ArrayList<>();

  Errands(Tally tally) {
    this.tally = tally;
  }

  boolean isRight() {
    return wrongs.isEmpty();
  }

  void check() {
    if (!wrongs.isEmpty()) {
      throw new AssertionError(String.join("; ", wrongs));
    }
  }

  void that(boolean isSo, String orElse) {
    if (!isSo) {
      wrongs.add(orElse);
    }
  }

  Errand any() {
    Method method = Choice.of(METHODS);
    int bytes = method.equals(Method.GET) ? 0 : Choice.of(List.of(0, 10, 20_000, 60_000));
    Errand errand =
        new Errand(all.size(), method, Choice.of(List.of("server-a", "server-b")), bytes);
    all.add(errand);
    tally.count(method.name());
    return errand;
  }

  /// At a server.
  Response run(String host, Request request) throws IOException {
    Errand errand = all.get(Integer.parseInt(request.path().substring(1)));
    if (Choice.oneOf(3)) {
      Task.sleep(Choice.upTo(200));
    }
    byte[] body = request.body().readAll(AMPLE);
    int times = done.merge(errand.id, 1, Integer::sum);
    boolean isHarmless = !errand.method.equals(Method.POST);
    that(times == 1 || (isHarmless && times == 2), errand + " was done " + times + " times");
    that(host.equals(errand.host), errand + " went to " + host);
    that(body.length == errand.bytes, errand + " came with " + body.length + " bytes");
    if (times > 1) {
      tally.count("done twice");
    }
    return answer(errand);
  }

  private static Response answer(Errand errand) {
    byte[] text = errand.answer().getBytes(US_ASCII);
    return switch (errand.id % 3) {
      case 0 -> Response.text(Status.OK, errand.answer());
      case 1 -> Response.of(Status.OK).with(new Body.Bytes(ByteBuffer.wrap(text)));
      default ->
          Response.of(Status.OK)
              .with(
                  new Body.Streamed(sink -> {
                    sink.write(ByteBuffer.wrap(text, 0, 5));
                    Task.sleep(Choice.upTo(100));
                    sink.write(ByteBuffer.wrap(text, 5, text.length - 5));
                  }));
    };
  }

  /// One of them.
  final class Errand {
    private final int id;
    private final Method method;
    private final String host;
    private final int bytes;

    private Errand(int id, Method method, String host, int bytes) {
      this.id = id;
      this.method = method;
      this.host = host;
      this.bytes = bytes;
    }

    /// What only this one is answered.
    private String answer() {
      return ("done " + id + " at " + host + ";").repeat(1 + id % 7 * 200);
    }

    /// At a client; once.
    void ask(HttpClient client) throws IOException {
      try (ClientResponse response = client.send(request())) {
        that(response.status().equals(Status.OK), this + " was answered " + response.status());
        if (Choice.oneOf(5)) {
          tally.count("abandoned");
          return;
        }
        that(response.text(AMPLE).equals(answer()), this + " got the answer of another");
        that(done.containsKey(id), this + " was answered and not done");
        tally.count("answered");
      }
    }

    private ClientRequest request() {
      ClientRequest request = ClientRequest.of(method, "http://" + host + "/" + id).with(body());
      if (bytes > 0 && Choice.oneOf(4)) {
        tally.count("EXPECTS");
        return request.with("Expect", "100-continue");
      }
      return request;
    }

    private Body body() {
      if (bytes == 0) {
        return Body.None.NONE;
      }
      if (Choice.oneOf(2)) {
        return ClientRequest.bytes(new byte[bytes]);
      }
      tally.count("STREAMED");
      return new Body.Streamed(
          Choice.oneOf(2) ? bytes : -1,
          sink -> {
            sink.write(ByteBuffer.allocate(bytes / 2));
            Task.sleep(Choice.upTo(100));
            sink.write(ByteBuffer.allocate(bytes - bytes / 2));
          });
    }

    @Override
    public String toString() {
      return method + " " + id + " at " + host;
    }
  }
}
