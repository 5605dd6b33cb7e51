package io.weightless.check.story;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A response.
///
/// @param fields by their names in lower case
/// @param isWhole whether all of it came; else the connection ended within it
record Answer(int status, Map<String, String> fields, byte[] body, boolean isWhole) {
  String text() {
    return new String(body, StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return status + " " + fields + (isWhole ? "" : " cut") + " " + text();
  }
}
