package io.weightless.http.form;

import io.weightless.http.BadRequest;
import io.weightless.http.internal.wire.Characters;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The value of a field that has parameters behind it (RFC 9110, section 5.6.6): `form-data;
/// name="a"`.
///
/// A backslash in quotes stands for itself unless a quote or a backslash follows it: so paths of
/// Windows, which old browsers send unescaped, are what they are. A value without quotes may have
/// any characters, as boundaries do. Whatever comes twice is refused, for two readers would take
/// two different ones.
record Parameters(String value, Map<String, String> all) {
  /// The parameter, whose name is in lower case.
  @Nullable String get(String name) {
    return all.get(name);
  }

  /// @param text null for no field
  /// @return null for no field
  static @Nullable Parameters parse(@Nullable String text) throws BadRequest {
    return text == null ? null : new Scan(text).run();
  }

  private static final class Scan {
    private final String text;
    private int at;

    Scan(String text) {
      this.text = text;
    }

    Parameters run() throws BadRequest {
      String value = untilSemicolon();
      Map<String, String> all = new LinkedHashMap<>();
      while (at < text.length()) {
        at++; // the semicolon
        skipBlanks();
        if (at < text.length() && text.charAt(at) != ';') {
          String name = name();
          if (all.put(name, parameter(name)) != null) {
            throw new BadRequest("the parameter " + name + " is there twice");
          }
        }
      }
      return new Parameters(value, all);
    }

    private String name() throws BadRequest {
      int equals = text.indexOf('=', at);
      String name = equals < 0 ? "" : text.substring(at, equals);
      if (!Characters.isToken(name)) {
        throw new BadRequest("a parameter is not a name, = and a value: " + text);
      }
      at = equals + 1;
      return name.toLowerCase(Locale.ROOT);
    }

    private String parameter(String name) throws BadRequest {
      if (at == text.length() || text.charAt(at) != '"') {
        String value = untilSemicolon();
        if (value.isEmpty() || value.indexOf('"') >= 0) {
          throw new BadRequest("the parameter " + name + " has no value that can be read");
        }
        return value;
      }
      String value = quoted(name);
      if (!untilSemicolon().isEmpty()) {
        throw new BadRequest("something follows the quoted value of the parameter " + name);
      }
      return value;
    }

    private String quoted(String name) throws BadRequest {
      StringBuilder value = new StringBuilder();
      for (at++; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '"') {
          at++;
          return value.toString();
        }
        if (c == '\\' && at + 1 < text.length() && "\"\\".indexOf(text.charAt(at + 1)) >= 0) {
          c = text.charAt(++at);
        }
        value.append(c);
      }
      throw new BadRequest("the quotes around the parameter " + name + " are not closed");
    }

    private String untilSemicolon() {
      int end = text.indexOf(';', at);
      end = end < 0 ? text.length() : end;
      String value = text.substring(at, end).strip();
      at = end;
      return value;
    }

    private void skipBlanks() {
      while (at < text.length() && " \t".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }
  }
}
