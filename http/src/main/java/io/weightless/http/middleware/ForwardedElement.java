package io.weightless.http.middleware;

import io.weightless.http.BadRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one proxy says in a `Forwarded` field (RFC 7239, section 4): pairs of a token and a value,
/// which may be quoted.
final class ForwardedElement {
  /// What a token consists of beside letters and digits.
  private static final String MARKS = "!#$%&'*+-.^_`|~";

  private final Map<String, String> pairs = new LinkedHashMap<>();

  private ForwardedElement() {}

  /// All elements of one field, in order.
  static List<ForwardedElement> parse(String value) throws BadRequest {
    Parser parser = new Parser(value);
    List<ForwardedElement> elements = new ArrayList<>();
    do {
      ForwardedElement element = parser.element();
      if (!element.pairs.isEmpty()) { // as a list may have empty ones (RFC 9110, section 5.6.1)
        elements.add(element);
      }
    } while (parser.skips(','));
    parser.checkEnd();
    return elements;
  }

  /// Null if it says nothing of that; names in lower case.
  @Nullable String get(String name) {
    return pairs.get(name);
  }

  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    ForwardedElement element() throws BadRequest {
      ForwardedElement element = new ForwardedElement();
      do {
        skipBlanks();
        if (isTokenHere()) {
          String name = token().toLowerCase(Locale.ROOT);
          if (!skips('=') || element.pairs.put(name, value()) != null) {
            throw fault();
          }
          skipBlanks();
        }
      } while (skips(';'));
      return element;
    }

    boolean skips(char c) {
      if (at < text.length() && text.charAt(at) == c) {
        at++;
        return true;
      }
      return false;
    }

    void checkEnd() throws BadRequest {
      if (at < text.length()) {
        throw fault();
      }
    }

    private String value() throws BadRequest {
      if (!skips('"')) {
        if (!isTokenHere()) {
          throw fault();
        }
        return token();
      }
      StringBuilder value = new StringBuilder();
      while (!skips('"')) {
        skips('\\');
        if (at == text.length()) {
          throw fault();
        }
        value.append(text.charAt(at++));
      }
      return value.toString();
    }

    private String token() {
      int from = at;
      while (isTokenHere()) {
        at++;
      }
      return text.substring(from, at);
    }

    private boolean isTokenHere() {
      if (at == text.length()) {
        return false;
      }
      char c = text.charAt(at);
      return (c >= '0' && c <= '9')
          || (c >= 'A' && c <= 'Z')
          || (c >= 'a' && c <= 'z')
          || MARKS.indexOf(c) >= 0;
    }

    private void skipBlanks() {
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
    }

    private static BadRequest fault() {
      return new BadRequest("what a proxy says in Forwarded can't be read");
    }
  }
}
