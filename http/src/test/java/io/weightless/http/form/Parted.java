package io.weightless.http.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.BadRequest;
import io.weightless.http.IncomingBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a multipart body says, as text that can be compared.
final class Parted {
  static final String TYPE = "multipart/form-data; boundary=b";

  private Parted() {}

  /// A line for each part, and one for a refusal.
  static List<String> all(IncomingBody body) {
    List<String> lines = new ArrayList<>();
    try {
      FormParts parts = FormParts.of(TYPE, body, MultipartLimits.DEFAULT);
      for (FormPart part = parts.next(); part != null; part = parts.next()) {
        lines.add(part + ", " + part.type());
        lines.add(new String(part.body().readAll(1_000_000), ISO_8859_1));
      }
    } catch (BadRequest bad) {
      lines.add(bad.status().code() + ": " + bad.getMessage());
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
    return lines;
  }

  /// A part; `|` stands for a line end in the fields, not in the content.
  static String part(String fields, String content) {
    return "--b\r\n" + fields.replace("|", "\r\n") + "\r\n\r\n" + content + "\r\n";
  }

  static String field(String name, String content) {
    return part("Content-Disposition: form-data; name=\"" + name + "\"", content);
  }

  static String file(String name, String filename, String type, String content) {
    return part(
        "Content-Disposition: form-data; name=\"%s\"; filename=\"%s\"|Content-Type: %s"
            .formatted(name, filename, type),
        content);
  }
}
