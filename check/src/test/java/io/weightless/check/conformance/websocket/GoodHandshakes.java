package io.weightless.check.conformance.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Group 20: handshakes that a server accepts (RFC 6455, section 4.2).
final class GoodHandshakes {
  private GoodHandshakes() {}

  static List<Handshake> all() {
    List<Handshake> all = new ArrayList<>();
    addTokens(all);
    addForms(all);
    addOthers(all);
    return all;
  }

  private static void addTokens(List<Handshake> all) {
    String[] upgrades = {
      "WebSocket", "WEBSOCKET", "h2c, websocket", "websocket, h2c", ",websocket,", "  websocket\t"
    };
    for (int i = 0; i < upgrades.length; i++) {
      all.add(
          Handshake.of("20.1." + (i + 1), "Upgrade: " + upgrades[i])
              .replacing("Upgrade", "Upgrade: " + upgrades[i]));
    }
    String[] connections = {
      "upgrade",
      "UPGRADE",
      "keep-alive, Upgrade",
      "Upgrade, keep-alive",
      "keep-alive,Upgrade",
      "keep-alive ,\tUpgrade",
      ", Upgrade,",
      "foo, bar, uPgRaDe"
    };
    for (int i = 0; i < connections.length; i++) {
      all.add(
          Handshake.of("20.2." + (i + 1), "Connection: " + connections[i])
              .replacing("Connection", "Connection: " + connections[i]));
    }
    all.add(
        Handshake.of("20.2.9", "two fields Connection")
            .replacing("Connection", "Connection: keep-alive\nConnection: Upgrade"));
    all.add(
        Handshake.of("20.1.7", "two fields Upgrade")
            .replacing("Upgrade", "Upgrade: h2c\nUpgrade: websocket"));
  }

  private static void addForms(List<Handshake> all) {
    Handshake good = Handshake.of("20.3.1", "as browsers say it");
    all.add(
        good.adding(
            "Origin: http://example.com",
            "Pragma: no-cache",
            "User-Agent: x/1 (y; z)",
            "Accept-Encoding: gzip, deflate, br",
            "Accept-Language: en-US,en;q=0.9",
            "Cookie: a=b"));
    String request = good.request();
    all.add(Handshake.of("20.3.2", "names of fields in small letters").with(lower(request, false)));
    all.add(Handshake.of("20.3.3", "names of fields in capitals").with(lower(request, true)));
    all.add(Handshake.of("20.3.4", "no blank behind the colon").with(request.replace(": ", ":")));
    all.add(
        Handshake.of("20.3.5", "blanks around the values")
            .with(
                request
                    .replace(": ", ": \t ")
                    .replace("13\n", "13 \t\n")
                    .replace("==\n", "== \n")));
    all.add(Handshake.of("20.3.6", "a query").replacing("GET", "GET {path}?a=b&c=%20 HTTP/1.1"));
    all.add(
        Handshake.of("20.3.7", "the whole URL")
            .replacing("GET", "GET http://{host}{path} HTTP/1.1"));
    all.add(Handshake.of("20.3.8", "an empty line in front").behind("\n"));
    all.add(Handshake.of("20.3.9", "a long field").adding("X-Long: " + "x".repeat(4000)));
    String[] many = new String[40];
    for (int i = 0; i < many.length; i++) {
      many[i] = "X-Field-" + i + ": " + i;
    }
    all.add(Handshake.of("20.3.10", "many fields").adding(many));
    all.add(
        Handshake.of("20.3.11", "another order of the fields")
            .without("Upgrade")
            .without("Sec-WebSocket-Key")
            .adding("Sec-WebSocket-Key: " + Opening.KEY, "Upgrade: websocket"));
    all.add(Handshake.of("20.3.12", "a body of nothing").adding("Content-Length: 0"));
  }

  private static String lower(String request, boolean isUpper) {
    StringBuilder changed = new StringBuilder();
    for (String line : request.split("(?<=\n)", -1)) {
      int colon = line.indexOf(": ");
      String name = line.substring(0, Math.max(0, colon));
      changed.append(isUpper ? name.toUpperCase(Locale.ROOT) : name.toLowerCase(Locale.ROOT));
      changed.append(line.substring(name.length()));
    }
    return changed.toString();
  }

  private static void addOthers(List<Handshake> all) {
    String[] keys = {
      "AAAAAAAAAAAAAAAAAAAAAA==",
      "/////////////////////w==",
      "x3JJHMbDL1EzLkh9GBhXDw==",
      "AQIDBAUGBwgJCgsMDQ4PEA=="
    };
    for (int i = 0; i < keys.length; i++) {
      all.add(Handshake.of("20.4." + (i + 1), "the key " + keys[i]).withKey(keys[i]));
    }
    all.add(
        Handshake.of("20.4.5", "the key of RFC 6455, section 4.1, whose last bits are not 0")
            .withKey("AQIDBAUGBwgJCgsMDQ4PEC=="));
    for (String origin : new String[] {"null", "http://localhost", "https://evil.example:8443"}) {
      all.add(Handshake.of("20.5." + origin, "an origin").adding("Origin: " + origin));
    }
    all.add(
        Handshake.of("20.6.1", "subprotocols that the server does not know")
            .adding("Sec-WebSocket-Protocol: weightless-none, weightless-no"));
    all.add(
        Handshake.of("20.6.2", "the same in two fields")
            .adding("Sec-WebSocket-Protocol: weightless-none", "Sec-WebSocket-Protocol: other"));
  }
}
