package io.weightless.http;

import io.weightless.http.internal.wire.HttpDate;
import io.weightless.net.FileInfo;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file as a client gets it, and what is said about it: itself, or one that holds it coded.
/// Immutable.
final class Representation {
  private final Path path;
  private final FileInfo info;
  private final String type;
  private final @Nullable Coding coding;
  private final boolean isChosen;
  private final Validators validators;
  private final Headers whole;

  /// @param path of what is sent
  /// @param type of what it is when it is decoded
  /// @param coding null if it is not coded
  /// @param isChosen whether there are others, for clients that accept other codings
  /// @param now what is modified later has no time of its own as yet
  Representation(
      Path path,
      FileInfo info,
      String type,
      @Nullable Coding coding,
      boolean isChosen,
      Instant now) {
    this.path = path;
    this.info = info;
    this.type = type;
    this.coding = coding;
    this.isChosen = isChosen;
    this.validators = Validators.of(info, coding == null ? "" : "-" + coding.token(), now);
    this.whole = headers(content());
  }

  Path path() {
    return path;
  }

  FileInfo info() {
    return info;
  }

  /// Whether what was opened is what was looked at.
  boolean isStill(FileInfo opened) {
    return opened.size() == info.size() && opened.modified().equals(info.modified());
  }

  @Nullable Coding coding() {
    return coding;
  }

  Validators validators() {
    return validators;
  }

  /// The fields of a 304 (RFC 9110, section 15.4.5).
  Headers unchanged() {
    return headers(validating());
  }

  /// The fields of a 200.
  Headers whole() {
    return whole;
  }

  /// The fields of a 206 with one part.
  Headers part(ByteRange range) {
    return whole.with("Content-Range", range.of(info.size()));
  }

  /// The fields of a 206 with several parts.
  ///
  /// @param body the media type of all of them together
  Headers parts(String body) {
    List<String> fields = validating();
    fields.addAll(List.of("Content-Type", body, "Accept-Ranges", "bytes"));
    return headers(fields);
  }

  /// The fields of a part among others, which say what the 206 as a whole can't (section 15.3.7.2).
  Headers partAmongOthers(ByteRange range) {
    List<String> fields = describing();
    fields.addAll(List.of("Content-Range", range.of(info.size())));
    return headers(fields);
  }

  /// A page about it instead of it.
  Response instead(Response page) {
    return isChosen ? page.with("Vary", "Accept-Encoding") : page;
  }

  private List<String> content() {
    List<String> fields = validating();
    fields.addAll(describing());
    fields.addAll(List.of("Accept-Ranges", "bytes", "X-Content-Type-Options", "nosniff"));
    return fields;
  }

  private List<String> validating() {
    List<String> fields = new ArrayList<>();
    fields.addAll(List.of("ETag", validators.tag().toString()));
    fields.addAll(List.of("Last-Modified", HttpDate.format(validators.modified())));
    if (isChosen) {
      fields.addAll(List.of("Vary", "Accept-Encoding"));
    }
    return fields;
  }

  private List<String> describing() {
    List<String> fields = new ArrayList<>(List.of("Content-Type", type));
    if (coding != null) {
      fields.addAll(List.of("Content-Encoding", coding.token()));
    }
    return fields;
  }

  private static Headers headers(List<String> fields) {
    return Headers.of(fields.toArray(String[]::new));
  }
}
