package io.weightless.http.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.Allow;
import io.weightless.http.Headers;
import io.weightless.http.Method;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.Version;
import io.weightless.http.internal.wire.Characters;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The opening handshake (RFC 6455, section 4).
final class Handshake {
  static final String PROTOCOL = "Sec-WebSocket-Protocol";
  static final String EXTENSIONS = "Sec-WebSocket-Extensions";
  static final String ACCEPT = "Sec-WebSocket-Accept";
  static final String KEY = "Sec-WebSocket-Key";
  static final String VERSION = "Sec-WebSocket-Version";
  static final String OUR_VERSION = "13";

  /// Of the key, in bytes.
  static final int KEY_BYTES = 16;

  /// The same in Base64, with what fills it up.
  private static final int KEY_LETTERS = 24;

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final Allow READING = Allow.of(Method.GET);

  private Handshake() {}

  /// Why `request` opens nothing; null if it does.
  static @Nullable Response refusal(Request request, Origins origins) {
    Headers headers = request.headers();
    if (!request.method().equals(Method.GET)) {
      return READING.permits(request.method())
          ? upgradeRequired("a WebSocket is opened by GET")
          : READING.answer(request.method());
    }
    if (request.version() != Version.HTTP_1_1) {
      return bad("a WebSocket is opened by HTTP/1.1");
    }
    if (!hasToken(headers, "Upgrade", "websocket")) {
      return upgradeRequired("this is a WebSocket");
    }
    if (!headers.all(VERSION).equals(List.of(OUR_VERSION))) {
      return upgradeRequired("the version is " + OUR_VERSION).with(VERSION, OUR_VERSION);
    }
    if (!hasToken(headers, "Connection", "upgrade")) {
      return bad("Connection does not say upgrade");
    }
    if (headers.all(KEY).size() != 1 || !isKey(headers.all(KEY).getFirst())) {
      return bad(KEY + " is one field, with 16 bytes in Base64");
    }
    if (request.body().length() != 0) {
      return bad("a request for a WebSocket has no body");
    }
    if (!areProtocols(headers)) {
      return bad(PROTOCOL + " lists names, each once");
    }
    return origins.permit(request)
        ? null
        : Response.text(Status.FORBIDDEN, "this is not for pages of your origin\n");
  }

  static Response bad(String sentence) {
    return Response.text(Status.BAD_REQUEST, sentence + "\n");
  }

  private static Response upgradeRequired(String sentence) {
    return Response.text(Status.UPGRADE_REQUIRED, sentence + "\n").with("Upgrade", "websocket");
  }

  /// Of those in `known`, the one that the client names first; null for none.
  static @Nullable String protocol(Request request, List<String> known) {
    for (String name : request.headers().elements(PROTOCOL)) {
      if (known.contains(name)) {
        return name;
      }
    }
    return null;
  }

  static String accept(Request request) {
    return accept(Objects.requireNonNull(request.headers().first(KEY)));
  }

  /// What answers `key`.
  static String accept(String key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(ISO_8859_1));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-1", e);
    }
  }

  /// Whether it is Base64 of as many bytes as a key has. The bits that are left of the last letter
  /// may be any: they are not zero in the RFC's own example.
  static boolean isKey(String key) {
    try {
      return key.length() == KEY_LETTERS && Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static boolean areProtocols(Headers headers) {
    List<String> names = headers.elements(PROTOCOL);
    return (!names.isEmpty() || !headers.contains(PROTOCOL))
        && names.stream().allMatch(Characters::isToken)
        && names.stream().distinct().count() == names.size();
  }

  /// Whether a field that lists has `token`, whatever the case of its letters.
  static boolean hasToken(Headers headers, String name, String token) {
    return headers.elements(name).stream().anyMatch(token::equalsIgnoreCase);
  }
}
