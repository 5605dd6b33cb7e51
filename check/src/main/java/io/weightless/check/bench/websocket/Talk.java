package io.weightless.check.bench.websocket;

/// What the clients do.
///
/// @param path [#ECHO] or [#ROOM]
/// @param bytes of a message
record Talk(String name, String path, int bytes) {
  /// Where each message comes back.
  static final String ECHO = "/echo";

  /// Where each message goes to all that are connected.
  static final String ROOM = "/room";
}
