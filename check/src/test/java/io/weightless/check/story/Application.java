package io.weightless.check.story;

import static io.weightless.http.routing.Route.get;
import static io.weightless.http.routing.Route.post;
import static io.weightless.http.routing.Route.put;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.channel.Channel;
import io.weightless.channel.Source;
import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.coding.Compression;
import io.weightless.http.coding.Decompression;
import io.weightless.http.cookie.Cookies;
import io.weightless.http.cookie.SetCookie;
import io.weightless.http.event.EventLog;
import io.weightless.http.event.EventStream;
import io.weightless.http.event.ServerEvent;
import io.weightless.http.form.Form;
import io.weightless.http.form.MultipartForm;
import io.weightless.http.form.Upload;
import io.weightless.http.routing.Parameters;
import io.weightless.http.routing.Router;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// A small application for other people's clients: it says what it has understood of what they
/// sent.
final class Application {
  private static final int AMPLE = 10_000_000;

  /// How many bodies are on their way, in or out, that their clients may leave.
  final AtomicInteger underWay = new AtomicInteger();

  /// To be made in a task of the reactor that serves it.
  Handler handler() {
    EventLog news = EventLog.keeping(10);
    return Router.of(
            get("/hello", _ -> Response.ok("hello\n")),
            get("/text/{length}", Application::text),
            get("/who", request -> Response.ok(who(request))),
            get("/cookies", request -> Response.ok("" + Cookies.of(request).all())),
            get("/cookies/set", _ -> cookies()),
            get("/counting", request -> EventStream.of(request, Application::count)),
            get("/news", request -> EventStream.of(request, news)),
            post("/news", request -> Response.ok(news.tell(ServerEvent.of(body(request))))),
            get("/endless", _ -> endless()),
            post("/swallow", this::swallow),
            post("/echo", Application::echo),
            put("/json", request -> Response.of("application/json", request.body().readAll(AMPLE))),
            post("/form", request -> Response.ok("" + Form.inBody(request))),
            post("/upload", Application::upload))
        .in(Compression.standard(), Decompression.standard());
  }

  private static String body(Request request) throws IOException {
    return new String(request.body().readAll(AMPLE), UTF_8);
  }

  /// In memory, or streamed.
  private static Response text(Request request) throws IOException {
    byte[] text = words((int) Parameters.of(request).number("length")).getBytes(UTF_8);
    Response whole = Response.of("text/plain", text);
    return "streamed".equals(request.query())
        ? whole.with(new Body.Streamed(sink -> sink.write(ByteBuffer.wrap(text))))
        : whole;
  }

  static String words(int length) {
    return "it is what it is ".repeat(length / 17 + 1).substring(0, length);
  }

  private static String who(Request request) {
    Headers headers = request.headers();
    return request.remote() + " " + request.peer().isSecure() + " " + headers.first("Host");
  }

  private static Response cookies() {
    Response response = Response.ok("set");
    for (SetCookie cookie :
        new SetCookie[] {
          SetCookie.of("session", "secret").insecure().sameSite(SetCookie.SameSite.STRICT),
          SetCookie.of("theme", "dark").insecure().forScripts().maxAge(Duration.ofHours(1)),
          SetCookie.of("gone", "x").insecure().deleted(),
          SetCookie.of("elsewhere", "x").insecure().path("/admin")
        }) {
      response = cookie.addTo(response);
    }
    return response;
  }

  /// Two at a time, from one behind the last one on: who wants more has to come back.
  private static Source<ServerEvent> count(@Nullable String last) {
    int from = last == null ? 0 : Integer.parseInt(last);
    Channel<ServerEvent> two = Channel.buffered(2);
    for (int i = from + 1; i <= from + 2; i++) {
      ServerEvent event = ServerEvent.of("number", "event " + i + "\nafter " + last);
      two.trySend(event.withId("" + i).withRetry(Duration.ofMillis(10)));
    }
    two.close();
    return two;
  }

  private Response endless() {
    ByteBuffer part = ByteBuffer.wrap(words(50_000).getBytes(UTF_8)).asReadOnlyBuffer();
    Body.Writer writer =
        sink -> {
          underWay.incrementAndGet();
          try {
            while (true) {
              sink.write(part.duplicate());
            }
          } finally {
            underWay.decrementAndGet();
          }
        };
    return Response.of(Status.OK).with(new Body.Streamed(writer));
  }

  private Response swallow(Request request) throws IOException {
    underWay.incrementAndGet();
    try {
      long count = 0;
      for (ByteBuffer part = request.body().read();
          part.hasRemaining();
          part = request.body().read()) {
        count += part.remaining();
      }
      return Response.ok(count + " bytes");
    } finally {
      underWay.decrementAndGet();
    }
  }

  private static Response echo(Request request) {
    IncomingBody body = request.body();
    String type = request.headers().first("Content-Type");
    return Response.of(Status.OK)
        .with("Content-Type", type == null ? "application/octet-stream" : type)
        .with(
            new Body.Streamed(
                body.length(),
                sink -> {
                  for (ByteBuffer part = body.read(); part.hasRemaining(); part = body.read()) {
                    sink.write(part);
                  }
                }));
  }

  private static Response upload(Request request) throws IOException {
    try (MultipartForm form = MultipartForm.read(request)) {
      StringBuilder text = new StringBuilder();
      form.fields().names().forEach(n -> text.append(n).append(form.fields().all(n)).append('\n'));
      for (Upload file : form.files()) {
        CRC32 sum = new CRC32();
        sum.update(file.bytes(AMPLE));
        text.append(file).append(" %s %08x\n".formatted(file.type(), sum.getValue()));
      }
      return Response.ok(text.toString());
    }
  }
}
