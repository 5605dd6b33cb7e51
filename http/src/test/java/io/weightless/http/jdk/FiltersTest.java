package io.weightless.http.jdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandlers;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Filters, authenticators, and what the JDK brings that is made of them.
final class FiltersTest {
  private final List<String> trail = Collections.synchronizedList(new ArrayList<>());

  private Filter tracing(String name) {
    return new Filter() {
      @Override
      public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        trail.add(name + " in");
        chain.doFilter(exchange);
        trail.add(name + " out " + exchange.getResponseCode());
      }

      @Override
      public String description() {
        return name;
      }
    };
  }

  @ParameterizedTest
  @EnumSource
  void filtersAreAroundTheHandlerInTheirOrder(Provider provider) throws Exception {
    try (Live live =
        Live.with(
            provider,
            server -> {
              HttpContext context =
                  server.createContext(
                      "/",
                      exchange -> {
                        trail.add("handler");
                        exchange.sendResponseHeaders(204, -1);
                      });
              context.getFilters().add(tracing("first"));
              context.getFilters().add(tracing("second"));
              context.getFilters().add(Filter.afterHandler("told", _ -> trail.add("told")));
            })) {
      live.get("/");
    }
    assertThat(trail)
        .containsExactly(
            "first in", "second in", "handler", "told", "second out 204", "first out 204");
  }

  @ParameterizedTest
  @EnumSource
  void aFilterMayAnswerInstead(Provider provider) throws Exception {
    try (Live live =
        Live.with(
            provider,
            server ->
                server
                    .createContext("/", Answers.text("handler"))
                    .getFilters()
                    .add(
                        new Filter() {
                          @Override
                          public void doFilter(HttpExchange exchange, Chain chain)
                              throws IOException {
                            Answers.send(exchange, "filter");
                          }

                          @Override
                          public String description() {
                            return "answers";
                          }
                        }))) {
      assertThat(live.get("/")).endsWith("\r\n\r\nfilter");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFilterMayWrapTheStreams(Provider provider) throws Exception {
    try (Live live =
        Live.with(
            provider,
            server ->
                server
                    .createContext("/", Answers.text("quiet"))
                    .getFilters()
                    .add(
                        Filter.beforeHandler(
                            "shouts",
                            exchange ->
                                exchange.setStreams(
                                    null, new Shouting(exchange.getResponseBody())))))) {
      assertThat(live.get("/")).endsWith("\r\n\r\nQUIET");
    }
  }

  private static final class Shouting extends FilterOutputStream {
    Shouting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(new String(bytes, offset, length, UTF_8).toUpperCase(Locale.ROOT).getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRequestMayBeAdapted(Provider provider) throws Exception {
    Filter adapting =
        Filter.adaptRequest(
            "adds a field", request -> request.with("X-added", List.of("by a filter")));
    try (Live live =
        Live.with(
            provider,
            server ->
                server
                    .createContext(
                        "/",
                        exchange ->
                            Answers.send(
                                exchange, exchange.getRequestHeaders().getFirst("X-added")))
                    .getFilters()
                    .add(adapting))) {
      assertThat(live.get("/")).endsWith("\r\n\r\nby a filter");
    }
  }

  @ParameterizedTest
  @EnumSource
  void handlersOfTheJdkAnswer(Provider provider) throws Exception {
    try (Live live =
        Live.with(
            provider,
            server ->
                server.createContext(
                    "/",
                    HttpHandlers.handleOrElse(
                        request -> request.getRequestURI().getPath().equals("/yes"),
                        HttpHandlers.of(200, Headers.of("X-a", "b"), "canned"),
                        HttpHandlers.of(404, new Headers(), ""))))) {
      assertThat(live.get("/yes")).contains("\r\nX-a: b\r\n").endsWith("\r\n\r\ncanned");
      assertThat(live.get("/no")).startsWith("HTTP/1.1 404");
    }
  }

  private static final class Gate extends BasicAuthenticator {
    Gate() {
      super("here");
    }

    @Override
    public boolean checkCredentials(String name, String password) {
      return Map.of("anna", "secret").getOrDefault(name, "-").equals(password);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoIsNotKnownIsAskedAndWhoIsBecomesThePrincipal(Provider provider) throws Exception {
    try (Live live =
        Live.with(
            provider,
            server ->
                server
                    .createContext(
                        "/",
                        exchange -> Answers.send(exchange, exchange.getPrincipal().getUsername()))
                    .setAuthenticator(new Gate()))) {
      assertThat(live.get("/"))
          .startsWith("HTTP/1.1 401 ")
          .containsIgnoringCase("\r\nWWW-Authenticate: Basic realm=\"here\"");
      assertThat(asked(live, "anna:secret")).endsWith("\r\n\r\nanna");
      assertThat(asked(live, "anna:wrong")).startsWith("HTTP/1.1 401 ");
    }
  }

  private static String asked(Live live, String credentials) throws IOException {
    String coded = Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    return live.ask(
        "POST / HTTP/1.1\r\n"
            + "Host: a\r\n"
            + "Connection: close\r\n"
            + "Content-Length: 3\r\n"
            + "Authorization: Basic "
            + coded
            + "\r\n\r\nabc");
  }

  @ParameterizedTest
  @EnumSource
  void theJdksFilesAreServed(Provider provider, @TempDir Path root) throws Exception {
    Files.writeString(root.resolve("a.txt"), "content");
    try (Live live =
        Live.with(
            provider,
            server ->
                server.createContext(
                    "/files/", SimpleFileServer.createFileHandler(root.toRealPath())))) {
      assertThat(live.get("/files/a.txt"))
          .containsIgnoringCase("\r\nContent-Length: 7\r\n")
          .endsWith("\r\n\r\ncontent");
      assertThat(live.get("/files/")).contains("a.txt");
      assertThat(live.get("/files/none")).startsWith("HTTP/1.1 404");
      assertThat(live.ask("HEAD /files/a.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
          .containsIgnoringCase("\r\nContent-Length: 7\r\n")
          .endsWith("\r\n\r\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailingFilterEndsTheConnection(Provider provider) throws Exception {
    try (Live live =
        Live.with(
            provider,
            server ->
                server
                    .createContext("/", Answers.text("never"))
                    .getFilters()
                    .add(
                        Filter.beforeHandler(
                            "fails",
                            _ -> {
                              throw new IllegalStateException("meant to fail");
                            })))) {
      assertThat(live.get("/")).isEmpty();
    }
  }
}
