package io.weightless.http.jdk;

import com.sun.net.httpserver.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The head of a response, as an application has said it.
///
/// @param length of the body as the head says it, or [IncomingBody#UNKNOWN]
/// @param isEmpty whether no body may follow
record Answer(Status status, io.weightless.http.Headers headers, long length, boolean isEmpty) {
  /// As the application's headers spell them. They are the server's own.
  private static final Set<String> SERVERS_OWN =
      Set.of("Content-length", "Transfer-encoding", "Date", "Keep-alive", "Connection");

  /// A line may have been folded, as was once allowed (RFC 9112, section 5.2).
  private static final Pattern FOLD = Pattern.compile("\r\n[ \t]+");

  /// @param length as an application says it: 0 for as it comes, below for none
  /// @throws IllegalArgumentException when a status or a field can't be sent
  static Answer of(int code, Headers fields, long length, boolean isHead) {
    Status status = Reasons.of(code);
    boolean isEmpty = isHead || status.isBodiless() || length < 0;
    return new Answer(status, sent(fields), said(fields, length, isHead), isEmpty);
  }

  private static long said(Headers fields, long length, boolean isHead) {
    if (!isHead) {
      return length == 0 ? IncomingBody.UNKNOWN : Math.max(length, 0);
    }
    String field = fields.getFirst("Content-length");
    if (field != null && !field.isEmpty() && field.length() < 19 && isNumber(field)) {
      return Long.parseLong(field);
    }
    return length > 0 ? length : IncomingBody.UNKNOWN;
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static io.weightless.http.Headers sent(Headers fields) {
    List<String> sent = new ArrayList<>();
    for (Map.Entry<String, List<String>> field : fields.entrySet()) {
      if (SERVERS_OWN.contains(field.getKey())) {
        continue;
      }
      for (String value : field.getValue()) {
        sent.add(field.getKey());
        sent.add(FOLD.matcher(value).replaceAll(" "));
      }
    }
    if (isLast(fields)) {
      sent.add("Connection");
      sent.add("close");
    }
    return io.weightless.http.Headers.of(sent.toArray(new String[0]));
  }

  private static boolean isLast(Headers fields) {
    List<String> said = fields.getOrDefault("Connection", List.of());
    return said.stream().anyMatch("close"::equalsIgnoreCase);
  }
}
