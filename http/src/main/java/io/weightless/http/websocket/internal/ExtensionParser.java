package io.weightless.http.websocket.internal;

import io.weightless.http.internal.wire.Characters;
import io.weightless.http.websocket.internal.Extension.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `Sec-WebSocket-Extensions` by the grammar of RFC 6455, section 9.1, which builds on that
/// of RFC 2616: blanks may stand around every token, elements of a list may be empty, but one of
/// them may not. What is quoted has to be a token.
///
/// Whoever receives something else must fail the connection (the same section).
final class ExtensionParser {
  private static final String DELIMITERS = ",;=\" \t";

  private final String text;
  private int place;

  private ExtensionParser(String text) {
    this.text = text;
  }

  /// @param fieldValues of all fields of that name: several mean the same as one that lists all
  static List<Extension> parse(List<String> fieldValues) throws Violation {
    if (fieldValues.isEmpty()) {
      return List.of();
    }
    return new ExtensionParser(String.join(",", fieldValues)).list();
  }

  private List<Extension> list() throws Violation {
    List<Extension> extensions = new ArrayList<>();
    do {
      skipBlanks();
      if (place < text.length() && text.charAt(place) != ',') {
        extensions.add(extension());
      }
    } while (accepts(','));
    if (place < text.length() || extensions.isEmpty()) {
      throw malformed();
    }
    return extensions;
  }

  private Extension extension() throws Violation {
    String name = token();
    List<Parameter> parameters = new ArrayList<>();
    while (accepts(';')) {
      skipBlanks();
      parameters.add(new Parameter(token(), value()));
    }
    return new Extension(name, parameters);
  }

  private @Nullable String value() throws Violation {
    if (!accepts('=')) {
      return null;
    }
    skipBlanks();
    return accepts('"') ? quoted() : token();
  }

  private String token() throws Violation {
    int start = place;
    while (place < text.length() && DELIMITERS.indexOf(text.charAt(place)) < 0) {
      place++;
    }
    String token = checked(text.substring(start, place));
    skipBlanks();
    return token;
  }

  private String quoted() throws Violation {
    StringBuilder content = new StringBuilder();
    while (!accepts('"')) {
      accepts('\\');
      if (place == text.length()) {
        throw malformed();
      }
      content.append(text.charAt(place++));
    }
    skipBlanks();
    return checked(content.toString());
  }

  private String checked(String token) throws Violation {
    if (!Characters.isToken(token)) {
      throw malformed();
    }
    return token;
  }

  private boolean accepts(char wanted) {
    boolean accepted = place < text.length() && text.charAt(place) == wanted;
    if (accepted) {
      place++;
    }
    return accepted;
  }

  private void skipBlanks() {
    while (place < text.length() && (text.charAt(place) == ' ' || text.charAt(place) == '\t')) {
      place++;
    }
  }

  private Violation malformed() {
    return new Violation(
        CloseCodes.PROTOCOL_ERROR, "Sec-WebSocket-Extensions is malformed at character " + place);
  }
}
