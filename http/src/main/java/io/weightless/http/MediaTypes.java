package io.weightless.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The media type of a file, by the extension of its name.
public final class MediaTypes {
  private static final String UNKNOWN = "application/octet-stream";
  private static final Map<String, String> TYPES = table();

  private MediaTypes() {}

  /// A value for Content-Type; texts are said to be UTF-8.
  public static String of(String fileName) {
    int dot = fileName.lastIndexOf('.');
    if (dot < 0) {
      return UNKNOWN;
    }
    String extension = fileName.substring(dot + 1);
    return TYPES.getOrDefault(extension.toLowerCase(Locale.ROOT), UNKNOWN);
  }

  private static Map<String, String> table() {
    Map<String, String> types = new HashMap<>();
    try (InputStream in = MediaTypes.class.getResourceAsStream("media-types.txt")) {
      if (in == null) {
        throw new IllegalStateException("media-types.txt is missing beside MediaTypes");
      }
      new BufferedReader(new InputStreamReader(in, UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" ", 2))
          .forEach(pair -> types.put(pair[0], pair[1].strip()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return types;
  }
}
