package io.weightless.http.websocket.internal;

import io.weightless.http.websocket.DeflatePolicy;
import io.weightless.http.websocket.internal.Extension.Parameter;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// What both sides have agreed on for `permessage-deflate` (RFC 7692, section 7.1).
///
/// @param serverNoContextTakeover whether each message of the server is compressed for itself
/// @param clientNoContextTakeover the same for those of the client
/// @param serverMaxWindowBits how far back what the server sends may refer: 8 to 15, for 2^8 to
///   2^15 bytes
/// @param clientMaxWindowBits the same for what the client sends
public record Deflate(
    boolean serverNoContextTakeover,
    boolean clientNoContextTakeover,
    int serverMaxWindowBits,
    int clientMaxWindowBits) {
  static final String NAME = "permessage-deflate";
  static final int LEAST_BITS = 8;
  static final int MOST_BITS = 15;

  /// What a server says yes to.
  ///
  /// @param field the value of `Sec-WebSocket-Extensions` in its response
  public record Agreement(Deflate deflate, String field) {}

  public Deflate {
    checkBits(serverMaxWindowBits);
    checkBits(clientMaxWindowBits);
  }

  static void checkBits(int bits) {
    if (bits < LEAST_BITS || bits > MOST_BITS) {
      throw new IllegalArgumentException("window bits are from 8 to 15, not " + bits);
    }
  }

  /// What a server answers to a client: the first offer that it can keep to. Those with parameters
  /// that nobody knows, or with wrong values, are declined, and so are other extensions.
  ///
  /// @param fieldValues of all `Sec-WebSocket-Extensions` of the request
  /// @return null if there is none of that kind: then the response has no such field
  /// @throws Violation if a field is not what the grammar says: RFC 6455, section 9.1, demands that
  ///   the connection fails, so the answer is 400
  public static @Nullable Agreement accept(List<String> fieldValues, DeflatePolicy policy)
      throws Violation {
    for (Extension extension : ExtensionParser.parse(fieldValues)) {
      DeflateParameters offer =
          policy.isUsed() && extension.name().equals(NAME)
              ? DeflateParameters.ofOffer(extension.parameters())
              : null;
      if (offer != null) {
        return agreement(offer, policy);
      }
    }
    return null;
  }

  private static Agreement agreement(DeflateParameters offer, DeflatePolicy policy) {
    boolean server = offer.has(DeflateParameters.SERVER_TAKEOVER) || policy.sendsWithoutContext();
    boolean client =
        offer.has(DeflateParameters.CLIENT_TAKEOVER) || policy.receivesWithoutContext();
    StringJoiner field = new StringJoiner("; ").add(NAME);
    if (server) {
      field.add(DeflateParameters.SERVER_TAKEOVER);
    }
    if (client) {
      field.add(DeflateParameters.CLIENT_TAKEOVER);
    }
    for (Parameter parameter : offer.windows()) {
      field.add(parameter.toString());
    }
    Deflate deflate =
        new Deflate(
            server,
            client,
            offer.bits(DeflateParameters.SERVER_BITS),
            offer.bits(DeflateParameters.CLIENT_BITS));
    return new Agreement(deflate, field.toString());
  }

  /// What a client sends as `Sec-WebSocket-Extensions`; null if it sends none.
  public static @Nullable String offer(DeflatePolicy policy) {
    if (!policy.isUsed()) {
      return null;
    }
    StringJoiner field = new StringJoiner("; ").add(NAME);
    if (policy.receivesWithoutContext()) {
      field.add(DeflateParameters.SERVER_TAKEOVER);
    }
    if (policy.sendsWithoutContext()) {
      field.add(DeflateParameters.CLIENT_TAKEOVER);
    }
    return field.add(DeflateParameters.CLIENT_BITS).toString();
  }

  /// What a client has agreed on with a server that it sent its [offer][#offer].
  ///
  /// @param fieldValues of all `Sec-WebSocket-Extensions` of the response
  /// @return null if the server wants no compression
  /// @throws Violation if the answer does not fit the offer: then the connection fails
  public static @Nullable Deflate agreed(List<String> fieldValues, DeflatePolicy policy)
      throws Violation {
    List<Extension> extensions = ExtensionParser.parse(fieldValues);
    if (extensions.isEmpty()) {
      return null;
    }
    Extension extension = extensions.getFirst();
    if (extensions.size() > 1) {
      throw new Violation(
          CloseCodes.PROTOCOL_ERROR, "the server agreed to more than one extension");
    }
    if (!policy.isUsed() || !extension.name().equals(NAME)) {
      throw new Violation(
          CloseCodes.PROTOCOL_ERROR, "the server agreed to an extension that was not offered");
    }
    DeflateParameters answer = DeflateParameters.ofAnswer(extension.parameters());
    boolean server = answer.has(DeflateParameters.SERVER_TAKEOVER);
    if (policy.receivesWithoutContext() && !server) {
      throw new Violation(
          CloseCodes.PROTOCOL_ERROR, "the server did not agree to server_no_context_takeover");
    }
    return new Deflate(
        server,
        answer.has(DeflateParameters.CLIENT_TAKEOVER) || policy.sendsWithoutContext(),
        answer.bits(DeflateParameters.SERVER_BITS),
        answer.bits(DeflateParameters.CLIENT_BITS));
  }
}
