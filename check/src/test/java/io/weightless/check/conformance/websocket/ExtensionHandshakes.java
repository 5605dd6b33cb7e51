package io.weightless.check.conformance.websocket;

import java.util.ArrayList;
import java.util.List;

/// Group 21: offers of extensions (RFC 6455, section 9.1; RFC 7692, section 7.1). One that is not
/// understood, or wrong, is declined; what is no offer at all fails.
final class ExtensionHandshakes {
  private static final String NAME = "Sec-WebSocket-Extensions";

  private static final String[] DECLINED = {
    "x-unknown",
    "x-unknown; a; b=c, x-other",
    "x-webkit-deflate-frame",
    "permessage-deflate; unknown",
    "permessage-deflate; unknown=1",
    "permessage-deflate; server_max_window_bits",
    "permessage-deflate; server_max_window_bits=7",
    "permessage-deflate; server_max_window_bits=16",
    "permessage-deflate; server_max_window_bits=0",
    "permessage-deflate; server_max_window_bits=08",
    "permessage-deflate; server_max_window_bits=999999999999",
    "permessage-deflate; server_max_window_bits=x",
    "permessage-deflate; client_max_window_bits=7",
    "permessage-deflate; client_max_window_bits=16",
    "permessage-deflate; client_max_window_bits=010",
    "permessage-deflate; client_max_window_bits=-8",
    "permessage-deflate; server_no_context_takeover=1",
    "permessage-deflate; client_no_context_takeover=true",
    "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
    "permessage-deflate; server_max_window_bits=9; server_max_window_bits=10",
    "permessage-bzip2, permessage-snappy",
    "permessage-deflat",
    "permessage-deflatee"
  };

  private static final String[] ACCEPTED = {
    "permessage-deflate",
    " permessage-deflate ",
    "permessage-deflate;client_max_window_bits",
    "permessage-deflate ; client_max_window_bits = 10",
    "x-unknown, permessage-deflate",
    "x-unknown; a=\"b\", permessage-deflate; client_max_window_bits",
    "permessage-deflate; client_max_window_bits=\"10\"",
    "permessage-deflate; server_max_window_bits=\"12\"; server_no_context_takeover",
    "permessage-deflate; unknown, permessage-deflate",
    "permessage-deflate; server_max_window_bits=7, permessage-deflate; server_max_window_bits=10",
    "permessage-deflate, permessage-deflate; server_no_context_takeover",
    ", permessage-deflate,",
    "permessage-deflate; client_max_window_bits, x-unknown"
  };

  private static final String[] MALFORMED = {
    ";",
    "permessage-deflate;",
    "permessage-deflate; =",
    "permessage-deflate; a=",
    "permessage-deflate; a=\"b",
    "permessage-deflate; a=\"b c\"",
    "permessage deflate",
    "permessage-deflate; client max",
    "permessage-deflate; a==b",
    "=",
    "permessage-deflate; a=(b)"
  };

  private ExtensionHandshakes() {}

  static List<Handshake> all() {
    List<Handshake> all = new ArrayList<>();
    for (int i = 0; i < DECLINED.length; i++) {
      all.add(offer("21.1." + (i + 1), DECLINED[i]).saying("-" + NAME));
    }
    for (int i = 0; i < ACCEPTED.length; i++) {
      all.add(offer("21.2." + (i + 1), ACCEPTED[i]));
    }
    for (int i = 0; i < MALFORMED.length; i++) {
      all.add(offer("21.3." + (i + 1), MALFORMED[i]).answered(400));
    }
    all.add(
        Handshake.of("21.4.1", "two fields with an offer each")
            .adding(NAME + ": x-unknown", NAME + ": permessage-deflate"));
    all.add(
        Handshake.of("21.4.2", "the second field falls back")
            .adding(NAME + ": permessage-deflate; server_max_window_bits=99")
            .adding(NAME + ": permessage-deflate"));
    return all;
  }

  private static Handshake offer(String number, String value) {
    return Handshake.of(number, value.strip()).adding(NAME + ": " + value);
  }

  /// Whether the server has to agree.
  static boolean isAgreed(Handshake handshake) {
    return handshake.name().startsWith("21.2.") || handshake.name().startsWith("21.4.");
  }
}
