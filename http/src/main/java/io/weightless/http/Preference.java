package io.weightless.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One member of a field by which a client says what it likes (RFC 9110, section 12.4.2).
///
/// @param value in lower case: a coding, a media range, a range of languages
/// @param parameters in lower case, such as `charset=utf-8`
/// @param weight in thousandths
record Preference(String value, List<String> parameters, int weight) {
  private static final Pattern VALUE = Pattern.compile("[^\\s;,=\"]+");
  private static final Pattern PARAMETER =
      Pattern.compile("(?<name>[^\\s;,=\"]+)=(?:(?<token>[^\\s;,=\"]*)|\"(?<quoted>.*)\")");
  private static final Pattern WEIGHT = Pattern.compile("0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?");
  private static final int WHOLE = 1000;

  /// All members of the fields of that name; what is malformed does not count.
  static List<Preference> all(Headers headers, String field) {
    List<Preference> all = new ArrayList<>();
    for (String member : split(String.join(",", headers.all(field)), ',')) {
      Preference preference = of(member);
      if (preference != null) {
        all.add(preference);
      }
    }
    return all;
  }

  /// A single one; null if it is malformed.
  static @Nullable Preference of(String member) {
    List<String> parts = split(member, ';');
    String value = parts.getFirst().strip();
    if (!VALUE.matcher(value).matches()) {
      return null;
    }
    List<String> parameters = new ArrayList<>();
    int weight = WHOLE;
    for (String part : parts.subList(1, parts.size())) {
      Matcher found = PARAMETER.matcher(part.strip());
      if (!found.matches()) {
        return null;
      }
      if (found.group("name").equalsIgnoreCase("q")) {
        String number = found.group("token");
        return number == null || !WEIGHT.matcher(number).matches()
            ? null
            : new Preference(lower(value), parameters, thousandths(number));
      }
      parameters.add(parameter(found));
    }
    return new Preference(lower(value), parameters, weight);
  }

  private static String parameter(Matcher found) {
    String token = found.group("token");
    String value = token == null ? found.group("quoted").replaceAll("\\\\(.)", "$1") : token;
    return lower(found.group("name") + "=" + value);
  }

  private static int thousandths(String weight) {
    if (weight.charAt(0) == '1') {
      return WHOLE;
    }
    String decimals = weight.length() < 2 ? "" : weight.substring(2);
    return Integer.parseInt((decimals + "000").substring(0, 3));
  }

  /// At each `separator` outside of quotes.
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean isQuoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        isQuoted = !isQuoted;
      } else if (c == '\\' && isQuoted) {
        i++;
      } else if (c == separator && !isQuoted) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
