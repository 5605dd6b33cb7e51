import io.weightless.http.Body;
import io.weightless.http.Headers;
import io.weightless.http.HttpServer;
import io.weightless.http.IncomingBody;
import io.weightless.http.Method;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.HttpClient;
import io.weightless.net.Address;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;

/// Passes requests on to another server, and what it answers back: `./weightless run
/// examples/ReverseProxy.java 127.0.0.1:7000 http://127.0.0.1:8080`.
///
/// Bodies go through as they come, in both directions: whoever is slow slows the other one down,
/// and nothing is kept. Connections to the other server are used again and again.
public final class ReverseProxy {
  /// About one connection, so not for the next one (RFC 9110, section 7.6.1).
  private static final List<String> OF_A_HOP =
      List.of(
          "Connection",
          "Keep-Alive",
          "Proxy-Connection",
          "TE",
          "Trailer",
          "Transfer-Encoding",
          "Upgrade",
          "Content-Length",
          "Date");

  private final String target;
  private final HttpClient client = HttpClient.open();

  private ReverseProxy(String target) {
    this.target = target;
  }

  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println(
          "usage: ReverseProxy.java LISTEN TARGET, as 127.0.0.1:7000 http://[::1]:8080");
      System.exit(2);
    }
    Address address = Address.parse(arguments[0]);
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> new ReverseProxy(arguments[1]).serve(address));
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private void serve(Address address) throws IOException {
    try (client) {
      Scope.join(scope -> {
        HttpServer server = HttpServer.listen(scope, address, this::pass);
        System.out.println("proxy on http://" + server.address() + " to " + target);
      });
    }
  }

  private Response pass(Request request) {
    try {
      return answered(request, client.send(onward(request)));
    } catch (IOException | IllegalArgumentException e) {
      return Response.text(Status.BAD_GATEWAY, "no answer from " + target + "\n");
    }
  }

  private ClientRequest onward(Request request) {
    IncomingBody body = request.body();
    Headers headers =
        ofTheMessage(request.headers())
            .without("Host")
            .with("X-Forwarded-For", request.remote().host())
            .with("X-Forwarded-Host", String.valueOf(request.headers().first("Host")));
    return new ClientRequest(
        request.method(),
        URI.create(target + request.target()),
        headers,
        body.length() == 0
            ? Body.None.NONE
            : new Body.Streamed(body.length(), sink -> copy(body, sink)));
  }

  private static Response answered(Request request, ClientResponse answer) {
    Response response =
        new Response(answer.status(), ofTheMessage(answer.headers()), Body.None.NONE);
    IncomingBody body = answer.body();
    long length = request.method().equals(Method.HEAD) ? lengthOfGet(answer) : body.length();
    return response.with(new Body.Streamed(length, sink -> copy(body, sink), answer::close));
  }

  /// What GET would get, which the server tells and does not send.
  private static long lengthOfGet(ClientResponse answer) {
    String length = answer.headers().first("Content-Length");
    return length == null ? IncomingBody.UNKNOWN : Long.parseLong(length);
  }

  private static void copy(IncomingBody body, Body.Sink sink) throws IOException {
    for (ByteBuffer part = body.read(); part.hasRemaining(); part = body.read()) {
      sink.write(part);
    }
  }

  private static Headers ofTheMessage(Headers headers) {
    Headers rest = headers;
    for (String name : headers.elements("Connection")) {
      rest = rest.without(name);
    }
    for (String name : OF_A_HOP) {
      rest = rest.without(name);
    }
    return rest;
  }
}
