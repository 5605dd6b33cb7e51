package io.weightless.http.middleware;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.http.Body;
import io.weightless.http.Headers;
import io.weightless.http.Response;
import io.weightless.http.Status;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What went wrong with a request, for programs (RFC 9457, problem details).
///
/// ```java
/// return Problem.of(Status.CONFLICT, "the name is taken")
///     .type(URI.create("https://example.com/problems/taken"), "Name taken")
///     .with("name", name)
///     .response();
/// ```
///
/// @param type which kind of problem it is; `about:blank` for what the status says already
/// @param title the kind, in words
/// @param detail this one, in words; perhaps empty
/// @param members more of it, as JSON, by name
public record Problem(
    Status status, URI type, String title, String detail, Map<String, String> members) {
  private static final URI BLANK = URI.create("about:blank");
  private static final Headers TYPE = Headers.of("Content-Type", "application/problem+json");
  private static final List<String> OWN = List.of("type", "title", "status", "detail");

  public Problem {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /// One without a kind of its own.
  ///
  /// @param detail what is wrong with this request, for whoever sent it; perhaps empty
  public static Problem of(Status status, String detail) {
    return new Problem(status, BLANK, status.reason(), detail, Map.of());
  }

  /// The same of a kind of its own.
  public Problem type(URI other, String title) {
    return new Problem(status, other, title, detail, members);
  }

  /// The same with one more member.
  ///
  /// @throws IllegalArgumentException if a problem has that anyway
  public Problem with(String name, String value) {
    return withRaw(name, Json.quoted(value));
  }

  /// The same with one more member.
  ///
  /// @throws IllegalArgumentException if a problem has that anyway
  public Problem with(String name, BigDecimal value) {
    return withRaw(name, value.toString());
  }

  /// The same with one more member.
  ///
  /// @throws IllegalArgumentException if a problem has that anyway
  public Problem with(String name, long value) {
    return withRaw(name, Long.toString(value));
  }

  /// The same with one more member.
  ///
  /// @throws IllegalArgumentException if a problem has that anyway
  public Problem with(String name, boolean value) {
    return withRaw(name, Boolean.toString(value));
  }

  private Problem withRaw(String name, String json) {
    if (OWN.contains(name)) {
      throw new IllegalArgumentException("every problem has a " + name);
    }
    Map<String, String> more = new LinkedHashMap<>(members);
    more.put(name, json);
    return new Problem(status, type, title, detail, more);
  }

  /// As `application/problem+json`.
  public Response response() {
    byte[] json = toString().getBytes(UTF_8);
    return new Response(status, TYPE, new Body.Bytes(ByteBuffer.wrap(json)));
  }

  /// The JSON.
  @Override
  public String toString() {
    Json json = new Json();
    if (!type.equals(BLANK)) {
      json.put("type", type.toString());
    }
    json.put("title", title).put("status", status.code());
    if (!detail.isEmpty()) {
      json.put("detail", detail);
    }
    members.forEach(json::putRaw);
    return json.toString();
  }
}
