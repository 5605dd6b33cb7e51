package io.weightless.check.story;

import static io.weightless.check.story.Attack.SMUGGLED;

import io.weightless.check.story.Attack.Verdict;
import java.util.ArrayList;
import java.util.List;

/// The families of request smuggling, as one table. In the rows `|` is CR LF, `{n}` the length of
/// the smuggled request, `{x}` the same in hex, and `{s}` the smuggled request.
final class Smuggling {
  /// Lines before the smuggled request as the data of a chunk.
  private static final List<String> CHUNK_SIZES =
      List.of(
          " {x}|",
          "\t{x}|",
          "+{x}|",
          "-{x}|",
          "0x{x}|",
          "{x}h|",
          "{x}_|",
          "{x},|",
          "{x}.0|",
          "{x} 0|",
          "{x}\0|",
          "{x}\u000b|",
          "{x}\n",
          "{x}\r",
          "{x}\r\r\n",
          "{x}\n\r\n",
          "\n{x}|",
          "|{x}|",
          "|",
          "g|",
          "\u00d9\u00a1|",
          "ffffffffffffffff|",
          "7fffffffffffffff|",
          "80000000000000{x}|",
          "100000000000000{x}|",
          "1000000{x}|",
          "1|",
          "f|",
          "{x};a=\"\r\n\"|",
          "{x};a\n|",
          "{x};a\nb|",
          "{x};a\r|",
          "{x};a\rb|",
          "{x};\n",
          "{x};a\0|",
          "{x};a\u0001|",
          "{x};a\u007f|",
          "{x}; a=\"b\n\"|",
          "2;|xx|{x}\n",
          "2;\nxx|{x}|");

  /// The end of a chunked body, with the smuggled request where no request is.
  private static final List<String> ENDS =
      List.of(
          "{x}|{s}\n0||",
          "{x}|{s}\r0||",
          "{x}|{s}0||",
          "{x}|{s}x|0||",
          "{x}|{s}||0||",
          "1|x|0\n\n{s}",
          "1|x|0\r\r{s}",
          "1|x|0|\n{s}",
          "1|x|0\n|{s}",
          "1|x|0|\r{s}",
          "1|x|0|{s}",
          "1|x|0|X: y\n\n{s}",
          "1|x|0|X: y\n|{s}",
          "1|x|0|X: y\r\r{s}",
          "1|x|0|X: y|\n{s}",
          "1|x|0| X: y||{s}",
          "1|x|0|X : y||{s}",
          "1|x|0|X||{s}",
          "1|x|0|: y||{s}",
          "1|x|0|X: y| z||{s}",
          "1|x|0|X: \0||{s}",
          "1|x|-0||{s}",
          "1|x|0x0||{s}",
          "1|x|0;a\n|{s}",
          "1|x|0;a\n\n{s}");

  /// Request lines and heads with a fault, and the smuggled request as if pipelined behind them.
  private static final List<String> HEADS =
      List.of(
          "GET /a HTTP/1.1\nHost: a\n\n",
          "GET /a HTTP/1.1|Host: a\n\n",
          "GET /a HTTP/1.1|Host: a|\n",
          "GET /a HTTP/1.1|Host: a\r\r",
          "GET /a HTTP/1.1\rHost: a||",
          "GET /a HTTP/1.1|Host: a|X: y\rz||",
          "GET /a HTTP/1.1|Host: a|X: y\0||",
          "GET /a HTTP/1.1|Host: a|X: y| folded||",
          "GET /a HTTP/1.1| Host: a||",
          "GET /a HTTP/1.1|Host : a||",
          "GET /a HTTP/1.1|Host: a|: y||",
          "GET /a HTTP/1.1|Host: a|X y||",
          "GET /a HTTP/1.1|Host: a|X(: y||",
          "GET  /a HTTP/1.1|Host: a||",
          "GET /a  HTTP/1.1|Host: a||",
          "GET /a HTTP/1.1 |Host: a||",
          "GET\t/a\tHTTP/1.1|Host: a||",
          " GET /a HTTP/1.1|Host: a||",
          "GET /a b HTTP/1.1|Host: a||",
          "GET /a\u000bHTTP/1.1|Host: a||",
          "GET /a HTTP/1.1\u000b|Host: a||",
          "GET /a|Host: a||",
          "GET /a|",
          "GET /a HTTP/0.9|Host: a||",
          "GET /a HTTP/1.2|Host: a||",
          "GET /a HTTP/2.0|Host: a||",
          "GET /a HTTP/1.10|Host: a||",
          "GET /a HTTP/01.1|Host: a||",
          "GET /a HTTP/1|Host: a||",
          "GET /a http/1.1|Host: a||",
          "GET /a HTTP-1.1|Host: a||",
          "G(T /a HTTP/1.1|Host: a||",
          "PRI * HTTP/2.0||SM||",
          "GET /a HTTP/1.1||",
          "GET /a HTTP/1.1|Host: a|Host: a||",
          "GET /a HTTP/1.1|Host: a|Host: b||",
          "GET /a HTTP/1.1|Host: a|host: b||",
          "GET /a HTTP/1.1|Host: a, b||",
          "GET /a HTTP/1.1|Host: a b||",
          "GET /a HTTP/1.1|Host: a\tb||",
          "GET /a HTTP/1.1|Host: a/b||",
          "GET /a HTTP/1.1|Host: a@b||",
          "GET /a HTTP/1.1|Host: a?b||",
          "GET /a HTTP/1.1|Host: a#b||",
          "GET /a HTTP/1.1|Host: a:b||",
          "GET /a HTTP/1.1|Host: a:80:80||",
          "GET /a HTTP/1.1|Host: [::1||",
          "GET http:///a HTTP/1.1|Host: a||",
          "GET http://b c/ HTTP/1.1|Host: a||",
          "GET a HTTP/1.1|Host: a||",
          "GET * HTTP/1.1|Host: a||",
          "CONNECT /a HTTP/1.1|Host: a||",
          "GET /a HTTP/1.1|Host: a|Expect: 200-ok||",
          "GET /a HTTP/1.1|Host: a|Expect: 100-continue, x||");

  /// Requests whose body somebody may forget to read.
  private static final List<String> CARELESS =
      List.of(
          "POST /echo?{token} HTTP/1.1|Host: a|",
          "POST /echo?{token} HTTP/1.1|Host: a|Expect: 100-continue|",
          "POST /echo?{token} HTTP/1.1|Host: a|expect:100-Continue|",
          "POST /echo?{token} HTTP/1.1|Host: a|Connection: Content-Length|",
          "POST /echo?{token} HTTP/1.1|Host: a|Connection: Transfer-Encoding, TE|TE: trailers|",
          "POST /echo?{token} HTTP/1.1|Host: a|Connection: Upgrade, HTTP2-Settings|Upgrade: h2c|",
          "POST http://b/echo?{token} HTTP/1.1|Host: a|",
          "GET /plaintext?{token} HTTP/1.1|Host: a|",
          "HEAD /plaintext?{token} HTTP/1.1|Host: a|",
          "POST /plaintext?{token} HTTP/1.1|Host: a|",
          "POST /plaintext?{token} HTTP/1.1|Host: a|Expect: 100-continue|",
          "GET /echo?{token} HTTP/1.1|Host: a|",
          "GET /after.txt?{token} HTTP/1.1|Host: a|",
          "HEAD /after.txt?{token} HTTP/1.1|Host: a|",
          "GET /after.txt?{token} HTTP/1.1|Host: a|Expect: 100-continue|",
          "GET /after.txt?{token} HTTP/1.1|Host: a|If-None-Match: *|",
          "GET /after.txt?{token} HTTP/1.1|Host: a|Range: bytes=0-1|",
          "GET /after.txt?{token} HTTP/1.1|Host: a|Range: bytes=9-|",
          "GET http://b/after.txt?{token} HTTP/1.1|Host: a|",
          "PUT /after.txt?{token} HTTP/1.1|Host: a|",
          "DELETE /after.txt?{token} HTTP/1.1|Host: a|",
          "PATCH /after.txt?{token} HTTP/1.1|Host: a|",
          "FOO /after.txt?{token} HTTP/1.1|Host: a|",
          "OPTIONS /after.txt?{token} HTTP/1.1|Host: a|",
          "OPTIONS * HTTP/1.1|Host: a|",
          "TRACE /after.txt?{token} HTTP/1.1|Host: a|",
          "CONNECT a:80 HTTP/1.1|Host: a:80|",
          "GET /folder?{token} HTTP/1.1|Host: a|",
          "GET /folder/?{token} HTTP/1.1|Host: a|",
          "GET /none?{token} HTTP/1.1|Host: a|",
          "GET /..%2f?{token} HTTP/1.1|Host: a|",
          "GET /%00?{token} HTTP/1.1|Host: a|",
          "GET /%?{token} HTTP/1.1|Host: a|",
          "GET //echo?{token} HTTP/1.1|Host: a|",
          "|GET /after.txt?{token} HTTP/1.1|Host: a|",
          "POST /echo?{token} HTTP/1.1|Host: a|Content_Length: 0|Transfer_Encoding: chunked|",
          "POST /echo?{token} HTTP/1.1|Host: a|X-Content-Length: 0|X-Transfer-Encoding: chunked|");

  private final List<Attack> rows = new ArrayList<>();

  private Smuggling() {}

  static List<Attack> table() {
    Smuggling table = new Smuggling();
    table.codings();
    table.lengths();
    table.chunks();
    table.bodies();
    table.versions();
    return List.copyOf(table.rows);
  }

  /// RFC 9112, sections 6.1, 6.3 and 11.2.
  private void codings() {
    for (String coding : Disguises.CODINGS) {
      bothWays(coding);
      add("TE.TE", Verdict.REFUSED, post(coding) + "|{x}|{s}|0||");
    }
    for (String coding : Disguises.CHUNKED) {
      bothWays(coding);
      add("TE", Verdict.TAKEN, post(coding) + "|{x}|{s}|0||");
    }
    for (String element : List.of("chunked,", ", chunked", "chunked|Transfer-Encoding:")) {
      String coding = "Transfer-Encoding: " + element;
      bothWays(coding);
      add("TE", Verdict.SAFE, post(coding) + "|{x}|{s}|0||");
    }
  }

  private void bothWays(String coding) {
    int shown = 5 + SMUGGLED.length();
    add("CL.TE", Verdict.REFUSED, post("Content-Length: " + shown + "|" + coding) + "|0||{s}");
    add("TE.CL", Verdict.REFUSED, post(coding + "|Content-Length: 4") + "|{x}|{s}|0||");
  }

  /// RFC 9112, section 6.2; RFC 9110, section 8.6.
  private void lengths() {
    for (String length : Disguises.LENGTHS) {
      add("CL.CL", Verdict.REFUSED, post(length) + "|{s}");
    }
    for (String length :
        List.of("{n}|Content-Length: {n}", "{n}, {n}", "00{n}", "\t{n}\t", "{n}  ")) {
      add("CL", Verdict.SAFE, post("Content-Length: " + length) + "|{s}");
    }
  }

  /// RFC 9112, sections 7.1 and 7.1.2.
  private void chunks() {
    for (String target : List.of("/echo?{token}", "/plaintext?{token}")) {
      String head = "POST " + target + " HTTP/1.1|Host: a|Transfer-Encoding: chunked||";
      CHUNK_SIZES.forEach(size -> add("chunk size", Verdict.REFUSED, head + size + "{s}|0||"));
      ENDS.forEach(end -> add("chunk end", Verdict.REFUSED, head + end));
    }
    String head = post("Transfer-Encoding: chunked") + "|";
    for (String good :
        List.of(
            "{x} |{s}|0||",
            "{x};a=b|{s}|0||",
            "{x};a=\"b;c\"|{s}|0;d||",
            "000{x}|{s}|000||",
            "{x}|{s}|0|X: y||",
            "{x}|{s}|0|Content-Length: 5||",
            "{x}|{s}|0|Transfer-Encoding: chunked||",
            "{x}|{s}|0|Host: b|Connection: close||",
            "{x}|{s}|00000000000000000000||")) {
      add("chunks", Verdict.SAFE, head + good);
    }
  }

  /// RFC 9112, sections 6.3 and 9.3: a body is read or the connection ends.
  private void bodies() {
    for (String head : CARELESS) {
      add("CL.0", Verdict.SAFE, head + "Content-Length: {n}||{s}");
      if (!head.contains("Transfer_Encoding")) {
        add("TE.0", Verdict.SAFE, head + "Transfer-Encoding: chunked||{x}|{s}|0||");
      }
    }
    for (String head : HEADS) {
      add("head", Verdict.REFUSED, head + "{s}");
    }
  }

  /// RFC 9112, section 6.1: there is no Transfer-Encoding in HTTP/1.0.
  private void versions() {
    for (String persistence : List.of("keep-alive", "close")) {
      String head = "POST /echo?{token} HTTP/1.0|Host: a|Connection: " + persistence + "|";
      add("1.0", Verdict.REFUSED, head + "Transfer-Encoding: chunked||{x}|{s}|0||");
      add("1.0", Verdict.REFUSED, head + "Transfer-Encoding: chunked|Content-Length: 4||{x}|{s}|");
      add("1.0", Verdict.SAFE, head + "Content-Length: {n}||{s}");
    }
  }

  private static String post(String fields) {
    return "POST /echo?{token} HTTP/1.1|Host: a|" + fields + "|";
  }

  private void add(String family, Verdict verdict, String shown) {
    String request =
        shown
            .replace("|", "\r\n")
            .replace("{s}", SMUGGLED)
            .replace("{n}", Integer.toString(SMUGGLED.length()))
            .replace("{x}", Integer.toHexString(SMUGGLED.length()));
    rows.add(new Attack(rows.size() + " " + family + ": " + visible(shown), verdict, request));
  }

  private static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      visible.append(c >= ' ' && c <= '~' ? String.valueOf(c) : "<%02x>".formatted((int) c));
    }
    return visible.toString();
  }
}
