package io.weightless.check.conformance.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

/// What a server has agreed to for `permessage-deflate` (RFC 7692, section 7.1).
record Agreement(boolean isServerReset, boolean isClientReset, int serverBits, int clientBits) {
  static final String NAME = "permessage-deflate";
  static final String SERVER_RESET = "server_no_context_takeover";
  static final String CLIENT_RESET = "client_no_context_takeover";
  static final String SERVER_BITS = "server_max_window_bits";
  static final String CLIENT_BITS = "client_max_window_bits";

  private static final int MOST = 15;

  /// What `field` says, after it was checked against `offer`, which may list several.
  static Agreement of(String field, String offer) {
    Map<String, String> answer = parameters(field);
    for (String offered : offer.split(",", -1)) {
      if (offered.strip().startsWith(NAME) && fits(answer, parameters(offered))) {
        return new Agreement(
            answer.containsKey(SERVER_RESET),
            answer.containsKey(CLIENT_RESET),
            bits(answer, SERVER_BITS),
            bits(answer, CLIENT_BITS));
      }
    }
    throw new AssertionError("7692-7.1 " + field + " is no answer to " + offer);
  }

  private static boolean fits(Map<String, String> answer, Map<String, String> offer) {
    boolean resets = answer.containsKey(SERVER_RESET) || !offer.containsKey(SERVER_RESET);
    boolean isNarrow = bits(answer, SERVER_BITS) <= bits(offer, SERVER_BITS);
    boolean mayNarrow = offer.containsKey(CLIENT_BITS) || !answer.containsKey(CLIENT_BITS);
    return resets && isNarrow && mayNarrow;
  }

  private static int bits(Map<String, String> parameters, String name) {
    String value = parameters.getOrDefault(name, "");
    return value.isEmpty() ? MOST : Integer.parseInt(value);
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new HashMap<>();
    String[] parts = text.split(";", -1);
    assertThat(parts[0].strip()).as("the extension").isEqualTo(NAME);
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].strip().split("=", 2);
      String value = pair.length == 1 ? "" : pair[1].strip().replace("\"", "");
      assertThat(parameters.put(pair[0].strip(), value)).as("7692-7.1 twice: %s", text).isNull();
    }
    return parameters;
  }
}
