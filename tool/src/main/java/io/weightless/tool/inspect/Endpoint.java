package io.weightless.tool.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.HttpClient;
import io.weightless.inspect.Why;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;

/// The admin endpoint of a program, for the tasks of one reactor. Failures are one line for the
/// user.
public final class Endpoint implements AutoCloseable {
  /// Bytes of an answer: some 400,000 tasks.
  private static final int LONGEST = 100_000_000;

  /// A reactor that does not answer is given a second by the program.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Bytes, and characters, of what one that refuses says.
  private static final int LONGEST_REFUSAL = 4_096;

  private static final int TOLD_OF_REFUSAL = 200;

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final String place;
  private final HttpClient client;

  private Endpoint(String place, HttpClient client) {
    this.place = place;
    this.client = client;
  }

  /// @param place as [#place] gave it
  public static Endpoint open(String place) {
    return new Endpoint(place, HttpClient.open());
  }

  /// `text` as HOST:PORT; a port alone is one of this machine.
  ///
  /// @throws IllegalArgumentException in one line when it is neither
  public static String place(String text) {
    String place = text.matches(":?\\d+") ? "127.0.0.1:" + text.replace(":", "") : text;
    try {
      URI url = ClientRequest.get("http://" + place + "/").url();
      boolean isPlace = url.getRawPath().equals("/") && url.getRawQuery() == null;
      if (isPlace && url.getPort() > 0 && url.getPort() < 65_536) {
        return place;
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw new IllegalArgumentException("'" + text + "' is no HOST:PORT, as 127.0.0.1:9000");
  }

  /// What `GET /snapshot` answers, as it comes.
  ///
  /// - **Waits**: for the answer, 10 seconds at most.
  ///
  /// @throws IOException also when it is no admin endpoint
  public String snapshot() throws IOException {
    String text = get("/snapshot");
    if (!text.startsWith("{\"reactors\":")) {
      throw notOne("GET /snapshot is no list of reactors there");
    }
    return text;
  }

  /// The same, read.
  Picture picture() throws IOException {
    try {
      return Records.read(snapshot(), Picture.class);
    } catch (MalformedRecord e) {
      throw notOne("what GET /snapshot answers there can't be read: " + e.getMessage());
    }
  }

  /// Why a task waits, as it comes.
  String whyAsJson(Row.Question question) throws IOException {
    String reactor = URLEncoder.encode(question.reactor(), UTF_8);
    return get("/why?reactor=" + reactor + "&task=" + question.task());
  }

  /// The same, read.
  Why why(Row.Question question) throws IOException {
    return Records.read(whyAsJson(question), Why.class);
  }

  private String get(String target) throws IOException {
    try {
      return Scope.<String, IOException>run(
          Deadline.after(PATIENCE), _ -> text(ClientRequest.get("http://" + place + target)));
    } catch (DeadlineExceeded e) {
      throw new IOException(place + " has not answered within " + PATIENCE.toSeconds() + " s", e);
    }
  }

  private String text(ClientRequest request) throws IOException {
    try (ClientResponse response = client.send(request)) {
      if (response.status().code() == OK) {
        return response.text(LONGEST);
      }
      throw refusal(request, response);
    }
  }

  private IOException refusal(ClientRequest request, ClientResponse response) throws IOException {
    boolean isMissing = response.status().code() == NOT_FOUND;
    if (isMissing && request.target().startsWith("/why")) {
      return new IOException("there is no such task any more");
    }
    String reason = isMissing ? "" : reason(response);
    return reason.isEmpty()
        ? notOne("GET " + request.url().getPath() + " gives " + response.status())
        : new IOException(place + " refuses: " + reason);
  }

  /// In the first line of a plain text; empty where it is none.
  private static String reason(ClientResponse response) throws IOException {
    String type = response.headers().first("Content-Type");
    if (type == null || !type.startsWith("text/plain")) {
      return "";
    }
    String line = response.text(LONGEST_REFUSAL).lines().findFirst().orElse("");
    return Cells.cut(line, TOLD_OF_REFUSAL);
  }

  private IOException notOne(String reason) {
    return new IOException(place + " is no admin endpoint: " + reason);
  }

  @Override
  public void close() {
    client.close();
  }
}
