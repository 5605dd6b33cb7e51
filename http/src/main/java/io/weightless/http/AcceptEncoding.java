package io.weightless.http;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How much a client likes each coding (RFC 9110, sections 12.4.2 and 12.5.3).
final class AcceptEncoding {
  private static final String IDENTITY = "identity";
  private static final String REST = "*";

  /// A coding, and its weight of up to three decimals.
  private static final Pattern MEMBER =
      Pattern.compile(
          "(?<coding>[^\\s;,=]+)(?:[ \\t]*;["
              + " \\t]*[qQ]=(?<weight>0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?))?");

  private final Map<String, Integer> weights;

  private AcceptEncoding(Map<String, Integer> weights) {
    this.weights = weights;
  }

  /// What `request` says; what is malformed in it does not count, and the first word on a coding
  /// does. Who says nothing gets files as they are.
  static AcceptEncoding of(Headers request) {
    List<String> values = request.all("Accept-Encoding");
    Map<String, Integer> weights = new HashMap<>();
    for (String member : String.join(",", values).split(",", -1)) {
      Matcher found = MEMBER.matcher(member.strip());
      if (found.matches()) {
        weights.putIfAbsent(name(found.group("coding")), thousandths(found.group("weight")));
      }
    }
    return new AcceptEncoding(weights);
  }

  /// The codings that are liked no less than the file as it is, the best liked first.
  List<Coding> inOrder() {
    int least = Math.max(1, weights.getOrDefault(IDENTITY, weights.getOrDefault(REST, 0)));
    return List.of(Coding.values()).stream()
        .filter(coding -> weight(coding) >= least)
        .sorted((one, other) -> weight(other) - weight(one))
        .toList();
  }

  private int weight(Coding coding) {
    return weights.getOrDefault(coding.token(), weights.getOrDefault(REST, 0));
  }

  private static String name(String coding) {
    String lower = coding.toLowerCase(Locale.ROOT);
    return lower.equals("x-gzip") ? "gzip" : lower; // section 8.4.1.3
  }

  private static int thousandths(@Nullable String weight) {
    if (weight == null || weight.charAt(0) == '1') {
      return 1000;
    }
    String decimals = weight.length() < 2 ? "" : weight.substring(2);
    return Integer.parseInt((decimals + "000").substring(0, 3));
  }
}
