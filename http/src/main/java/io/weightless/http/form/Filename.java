package io.weightless.http.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.http.BadRequest;
import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a client calls a file that it sends.
final class Filename {
  /// A charset, perhaps a language, and percent-encoded bytes (RFC 5987, section 3.2).
  private static final Pattern EXTENDED =
      Pattern.compile(
          "(?<charset>(?i)utf-8|iso-8859-1)'[A-Za-z0-9-]*'(?<value>[!#$&+.^_`|~%A-Za-z0-9-]*)");

  private Filename() {}

  /// The `filename*` of `disposition` where there is one, for who sends both means that; else its
  /// `filename`.
  static @Nullable String of(Parameters disposition) throws BadRequest {
    String extended = disposition.get("filename*");
    String plain = disposition.get("filename");
    if (extended == null && plain == null) {
      return null;
    }
    String whole = extended == null ? FormPart.utf8(String.valueOf(plain)) : decoded(extended);
    String name = whole.substring(Math.max(whole.lastIndexOf('/'), whole.lastIndexOf('\\')) + 1);
    if (name.chars().anyMatch(Character::isISOControl) || name.equals(".") || name.equals("..")) {
      throw new BadRequest("a file has a name that none can have");
    }
    return name;
  }

  private static String decoded(String extended) throws BadRequest {
    Matcher found = EXTENDED.matcher(extended);
    if (!found.matches()) {
      throw new BadRequest("a filename* is not a charset, a language and a value: " + extended);
    }
    Charset charset = found.group("charset").equalsIgnoreCase("utf-8") ? UTF_8 : ISO_8859_1;
    byte[] value = found.group("value").getBytes(ISO_8859_1);
    return Percent.text(Percent.decode(value, 0, value.length, '+'), charset);
  }
}
