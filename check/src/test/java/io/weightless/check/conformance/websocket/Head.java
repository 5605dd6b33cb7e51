package io.weightless.check.conformance.websocket;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// The head of a server's response.
///
/// @param status 0 if the connection ended instead
record Head(int status, List<String> lines) {
  static Head read(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (!endsHead(text)) {
      int next = in.read();
      if (next < 0) {
        return new Head(0, List.of());
      }
      text.append((char) next);
    }
    List<String> lines = List.of(text.toString().split("\r\n", -1));
    return new Head(Integer.parseInt(lines.getFirst().split(" ", -1)[1]), lines);
  }

  private static boolean endsHead(StringBuilder text) {
    return text.length() >= 4 && text.substring(text.length() - 4).equals("\r\n\r\n");
  }

  /// The values of all fields of that name.
  List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
        values.add(line.substring(colon + 1).strip());
      }
    }
    return values;
  }
}
