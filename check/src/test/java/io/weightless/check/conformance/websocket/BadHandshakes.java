package io.weightless.check.conformance.websocket;

import java.util.ArrayList;
import java.util.List;

/// Group 22: handshakes that a server refuses (RFC 6455, sections 4.2 and 4.4).
final class BadHandshakes {
  private static final String VERSION = "Sec-WebSocket-Version";

  private BadHandshakes() {}

  static List<Handshake> all() {
    List<Handshake> all = new ArrayList<>();
    addMissing(all);
    addVersions(all);
    addKeys(all);
    addRequests(all);
    return all;
  }

  private static void addMissing(List<Handshake> all) {
    all.add(Handshake.of("22.1.1", "no Upgrade").without("Upgrade").answered(426, 400));
    for (String upgrade : new String[] {"", "h2c", "websockets", "web socket", "websocket2"}) {
      all.add(
          Handshake.of("22.1.2." + upgrade, "another Upgrade")
              .replacing("Upgrade", "Upgrade: " + upgrade)
              .answered(426, 400));
    }
    all.add(Handshake.of("22.1.3", "no Connection").without("Connection").answered(400, 426));
    for (String connection : new String[] {"", "keep-alive", "close", "upgraded", "Up grade"}) {
      all.add(
          Handshake.of("22.1.4." + connection, "another Connection")
              .replacing("Connection", "Connection: " + connection)
              .answered(400, 426));
    }
    all.add(
        Handshake.of("22.1.5", "neither")
            .without("Upgrade")
            .without("Connection")
            .answered(426, 400));
  }

  private static void addVersions(List<Handshake> all) {
    all.add(Handshake.of("22.2.1", "no version").without(VERSION).answered(426, 400));
    String[] versions = {"0", "1", "7", "8", "12", "14", "25", "130", "255", "256", "-13"};
    for (String version : versions) {
      all.add(version("22.2.2." + version, version).answered(426).saying(VERSION + "=13"));
    }
    String[] malformed = {
      "", "013", "+13", "13.0", "13, 8", "8, 13", "13,13", "x", "0x0d", "13 13"
    };
    for (String version : malformed) {
      all.add(version("22.2.3." + version, version).answered(426, 400));
    }
    all.add(
        Handshake.of("22.2.4", "two versions, one of them right")
            .adding(VERSION + ": 8")
            .answered(426, 400));
    all.add(
        Handshake.of("22.2.5", "the right version twice")
            .adding(VERSION + ": 13")
            .answered(426, 400));
  }

  private static Handshake version(String number, String version) {
    return Handshake.of(number, "the version " + version)
        .replacing(VERSION, VERSION + ": " + version);
  }

  private static void addKeys(List<Handshake> all) {
    all.add(Handshake.of("22.3.1", "no key").without("Sec-WebSocket-Key").answered(400));
    String[] keys = {
      "",
      "x",
      "AAAAAAAAAAAAAAAAAAAA",
      "AAAAAAAAAAAAAAAAAAAAAAA=",
      "AAAAAAAAAAAAAAAAAAAAAAAA",
      "AAAAAAAAAAAAAAAAAAAAAA",
      "AAAAAAAAAAAAAAAAAAAAAA=",
      "AAAAAAAAAAAAAAAAAAAAAA===",
      "AAAAAAAAAAAA AAAAAAAAA==",
      "!!!!!!!!!!!!!!!!!!!!!!==",
      "AAAAAAAAAAAAAAAAAAAA_-==",
      "dGhlIHNhbXBsZSBub25jZQ==,dGhlIHNhbXBsZSBub25jZQ==",
      "A".repeat(200)
    };
    for (int i = 0; i < keys.length; i++) {
      all.add(
          Handshake.of("22.3.2." + (i + 1), "a key that is none").withKey(keys[i]).answered(400));
    }
    all.add(
        Handshake.of("22.3.3", "two keys")
            .adding("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==")
            .answered(400));
    all.add(
        Handshake.of("22.3.4", "the key twice")
            .adding("Sec-WebSocket-Key: " + Opening.KEY)
            .answered(400));
  }

  private static void addRequests(List<Handshake> all) {
    for (String method :
        new String[] {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "get"}) {
      all.add(
          Handshake.of("22.4.1." + method, "another method")
              .replacing("GET", method + " {path} HTTP/1.1")
              .adding("Content-Length: 0")
              .answered(400, 405, 426, 501, 204, 200));
    }
    for (String version :
        new String[] {"HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/1.2", "http/1.1"}) {
      all.add(
          Handshake.of("22.4.2." + version, "another version of HTTP")
              .replacing("GET", "GET {path} " + version)
              .answered(400, 426, 505));
    }
    all.add(Handshake.of("22.4.3", "no host").without("Host").answered(400));
    all.add(Handshake.of("22.4.4", "two hosts").adding("Host: b").answered(400));
    all.add(
        Handshake.of("22.4.5", "a folded field")
            .replacing("Connection", "Connection: keep-alive,\n Upgrade")
            .answered(400));
    all.add(
        Handshake.of("22.4.6", "a NUL in a value")
            .replacing("Upgrade", "Upgrade: websocket\0")
            .answered(400));
    all.add(
        Handshake.of("22.4.7", "a blank in front of a colon")
            .replacing("Upgrade", "Upgrade : websocket")
            .answered(400));
    all.add(Handshake.of("22.4.8", "a line without a colon").adding("nonsense").answered(400));
    all.add(
        Handshake.of("22.4.9", "a body")
            .adding("Content-Length: 5")
            .followedBy("Hello")
            .answered(400));
    all.add(
        Handshake.of("22.4.10", "a body in chunks")
            .adding("Transfer-Encoding: chunked")
            .followedBy("0\n\n")
            .answered(400));
    all.add(
        Handshake.of("22.4.11", "a field that is too long")
            .adding("X-Long: " + "x".repeat(100_000))
            .answered(400, 413, 431));
    addProtocols(all);
  }

  private static void addProtocols(List<Handshake> all) {
    for (String protocol : new String[] {"", ",", "a b", "a, a", "a;b", "\"a\""}) {
      all.add(
          Handshake.of("22.5." + protocol, "malformed subprotocols")
              .adding("Sec-WebSocket-Protocol: " + protocol)
              .answered(400));
    }
  }
}
