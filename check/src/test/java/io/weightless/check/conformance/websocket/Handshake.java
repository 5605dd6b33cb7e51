package io.weightless.check.conformance.websocket;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An opening handshake, right or wrong, and what a server may answer to it.
///
/// @param request as it is sent
/// @param statuses one of these comes
/// @param fields of the response: `name=value`, or `-name` for none of that name
/// @param key the one that an acceptance answers
record Handshake(
    String name, String request, List<Integer> statuses, List<String> fields, String key) {
  private static final String GOOD =
      """
      GET {path} HTTP/1.1
      Host: {host}
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Key: %s
      Sec-WebSocket-Version: 13

      """
          .formatted(Opening.KEY);

  /// A good one, to be changed.
  static Handshake of(String number, String name) {
    return new Handshake(number + " " + name, GOOD, List.of(101), List.of(), Opening.KEY);
  }

  /// With `line` in place of the one that begins with `start`.
  Handshake replacing(String start, String line) {
    int at = request.indexOf("\n" + start) + 1;
    int from = at == 0 && !request.startsWith(start) ? -1 : at;
    if (from < 0) {
      throw new IllegalArgumentException("no line begins with " + start);
    }
    int to = request.indexOf('\n', from);
    return with(request.substring(0, from) + line + request.substring(to));
  }

  Handshake without(String start) {
    String changed = replacing(start, "\0").request;
    return with(changed.replace("\0\n", ""));
  }

  /// With more lines at the end of the head.
  Handshake adding(String... lines) {
    String head = request.substring(0, request.length() - 1);
    return with(head + String.join("\n", lines) + "\n\n");
  }

  /// With `octets` in front of it.
  Handshake behind(String octets) {
    return with(octets + request);
  }

  /// With content behind its head.
  Handshake followedBy(String octets) {
    return with(request + octets);
  }

  Handshake withKey(String other) {
    return new Handshake(
        name,
        replacing("Sec-WebSocket-Key", "Sec-WebSocket-Key: " + other).request,
        statuses,
        fields,
        other);
  }

  Handshake with(String other) {
    return new Handshake(name, other, statuses, fields, key);
  }

  Handshake answered(int... allowed) {
    return new Handshake(name, request, IntStream.of(allowed).boxed().toList(), fields, key);
  }

  Handshake saying(String... wanted) {
    return new Handshake(name, request, statuses, List.of(wanted), key);
  }

  /// All that it says of extensions, as one list.
  String offers() {
    return request
        .lines()
        .filter(line -> line.startsWith("Sec-WebSocket-Extensions: "))
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .collect(Collectors.joining(", "));
  }

  /// What a client sends to `server`; lines end with CR LF.
  String octets(Server server) {
    return request
        .replace("{path}", server.path())
        .replace("{host}", server.host())
        .replace("\n", "\r\n");
  }

  /// What is wrong with `head` as the answer; null for nothing.
  @Nullable String trouble(Head head) {
    if (!statuses.contains(head.status())) {
      return "the status is not one of " + statuses;
    }
    for (String field : fields) {
      String[] pair = field.split("=", 2);
      boolean isRight =
          field.startsWith("-")
              ? head.all(field.substring(1)).isEmpty()
              : head.all(pair[0]).equals(List.of(pair[1]));
      if (!isRight) {
        return "not so: " + field;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return name;
  }
}
