package io.weightless.http.websocket.internal;

import io.weightless.http.websocket.internal.Extension.Parameter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parameters of one `permessage-deflate`, checked (RFC 7692, section 7.1).
final class DeflateParameters {
  static final String SERVER_TAKEOVER = "server_no_context_takeover";
  static final String CLIENT_TAKEOVER = "client_no_context_takeover";
  static final String SERVER_BITS = "server_max_window_bits";
  static final String CLIENT_BITS = "client_max_window_bits";

  private static final List<String> BITS = List.of("8", "9", "10", "11", "12", "13", "14", "15");

  private final List<Parameter> all;

  private DeflateParameters(List<Parameter> all) {
    this.all = all;
  }

  /// Of a client; null if a server has to decline it.
  static @Nullable DeflateParameters ofOffer(List<Parameter> parameters) {
    return trouble(parameters, true) == null ? new DeflateParameters(parameters) : null;
  }

  /// Of a server, to an offer with [#CLIENT_BITS].
  static DeflateParameters ofAnswer(List<Parameter> parameters) throws Violation {
    String trouble = trouble(parameters, false);
    if (trouble != null) {
      throw new Violation(
          CloseCodes.PROTOCOL_ERROR, "the server agreed to permessage-deflate with " + trouble);
    }
    return new DeflateParameters(parameters);
  }

  boolean has(String name) {
    return all.stream().anyMatch(parameter -> parameter.name().equals(name));
  }

  /// Those of the windows that have a value, in their order.
  List<Parameter> windows() {
    return all.stream().filter(parameter -> parameter.value() != null).toList();
  }

  /// What is said of a window; without a word it is the largest.
  int bits(String name) {
    for (Parameter parameter : all) {
      if (parameter.name().equals(name) && parameter.value() != null) {
        return Integer.parseInt(parameter.value());
      }
    }
    return Deflate.MOST_BITS;
  }

  private static @Nullable String trouble(List<Parameter> parameters, boolean isOffer) {
    Set<String> seen = new HashSet<>();
    for (Parameter parameter : parameters) {
      if (!seen.add(parameter.name())) {
        return "a parameter twice";
      }
      if (!isRight(parameter, isOffer)) {
        return "a parameter that is unknown or has a wrong value";
      }
    }
    return null;
  }

  private static boolean isRight(Parameter parameter, boolean isOffer) {
    String value = parameter.value();
    return switch (parameter.name()) {
      case SERVER_TAKEOVER, CLIENT_TAKEOVER -> value == null;
      case SERVER_BITS -> value != null && BITS.contains(value);
      case CLIENT_BITS -> value == null ? isOffer : BITS.contains(value);
      default -> false;
    };
  }
}
