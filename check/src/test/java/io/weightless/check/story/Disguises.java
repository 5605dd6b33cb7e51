package io.weightless.check.story;

import java.util.List;

/// The fields that frame a body, written so that one of two servers may miss them; for [Smuggling],
/// where `|` is CR LF and `{n}` the length of the body.
final class Disguises {
  /// What Transfer-Encoding may look like when somebody wants one of two servers to miss it.
  static final List<String> CODINGS =
      List.of(
          "Transfer-Encoding: xchunked",
          "Transfer-Encoding: chunkedx",
          "Transfer-Encoding: x-chunked",
          "Transfer-Encoding: chunk",
          "Transfer-Encoding: identity",
          "Transfer-Encoding: gzip, chunked",
          "Transfer-Encoding: identity, chunked",
          "Transfer-Encoding: chunked, identity",
          "Transfer-Encoding: chunked, chunked",
          "Transfer-Encoding: chunked;q=1",
          "Transfer-Encoding: chunked; a",
          "Transfer-Encoding: \"chunked\"",
          "Transfer-Encoding: 'chunked'",
          "Transfer-Encoding: ch unked",
          "Transfer-Encoding: chunked\u000b",
          "Transfer-Encoding: \u000bchunked",
          "Transfer-Encoding: \fchunked",
          "Transfer-Encoding: chunked\0",
          "Transfer-Encoding: chun\0ked",
          "Transfer-Encoding: \u00a0chunked",
          "Transfer-Encoding: chunked\u0085",
          "Transfer-Encoding: chunked\u00ff",
          "Transfer-Encoding: chunked\u007f",
          "Transfer-Encoding:",
          "Transfer-Encoding",
          "Transfer-Encoding : chunked",
          "Transfer-Encoding\t: chunked",
          "Transfer-Encoding\u000b: chunked",
          "Transfer-Encoding\0: chunked",
          "Transfer\u000bEncoding: chunked",
          ":Transfer-Encoding: chunked",
          "Transfer-Encoding:: chunked",
          " Transfer-Encoding: chunked",
          "\tTransfer-Encoding: chunked",
          "X: y| Transfer-Encoding: chunked",
          "X: y|\tTransfer-Encoding: chunked",
          "Transfer-Encoding:| chunked",
          "Transfer-Encoding: identity|\t, chunked",
          "X: y\nTransfer-Encoding: chunked",
          "X: y\rTransfer-Encoding: chunked",
          "X: y\r\rTransfer-Encoding: chunked",
          "Transfer-Encoding: chunked\n",
          "Transfer-Encoding: chunked\r",
          "Transfer-Encoding: x|Transfer-Encoding: chunked",
          "Transfer-Encoding: chunked|Transfer-Encoding: x",
          "Transfer-Encoding: chunked|Transfer-encoding: chunked");

  /// What Transfer-Encoding may look like and mean chunked, so that only a length beside it is
  /// wrong.
  static final List<String> CHUNKED =
      List.of(
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: Chunked",
          "TRANSFER-ENCODING: CHUNKED",
          "transfer-encoding:chunked",
          "Transfer-Encoding:\tchunked",
          "Transfer-Encoding: chunked\t",
          "Transfer-Encoding:  chunked  ",
          "X: Transfer-Encoding: identity|Transfer-Encoding: chunked");

  static final List<String> LENGTHS =
      List.of(
          "Content-Length: 0|Content-Length: {n}",
          "Content-Length: {n}|Content-Length: 0",
          "Content-Length: {n}|content-length: 1",
          "Content-Length: 0, {n}",
          "Content-Length: {n}, 0",
          "Content-Length: {n},",
          "Content-Length: ,{n}",
          "Content-Length: {n};",
          "Content-Length: +{n}",
          "Content-Length: -{n}",
          "Content-Length: -0",
          "Content-Length: 0x{x}",
          "Content-Length: {x}h",
          "Content-Length: {n} 0",
          "Content-Length: {n}.0",
          "Content-Length: {n}e0",
          "Content-Length: {n}_",
          "Content-Length: \"{n}\"",
          "Content-Length: '{n}'",
          "Content-Length:",
          "Content-Length",
          "Content-Length: \u000b{n}",
          "Content-Length: {n}\u000b",
          "Content-Length: {n}\0",
          "Content-Length: \u00a0{n}",
          "Content-Length: \u00d9\u00a1",
          "Content-Length : {n}",
          "Content-Length\t: {n}",
          "Content-Length:: {n}",
          " Content-Length: {n}",
          "Content-Length:| {n}",
          "Content-Length: {n}| 0",
          "X: y\nContent-Length: {n}",
          "X: y\rContent-Length: {n}",
          "Content-Length: {n}\n",
          "Content-Length: 18446744073709551616",
          "Content-Length: 9223372036854775808",
          "Content-Length: 4294967296",
          "Content-Length: 99999999999999999999999999999999");

  private Disguises() {}
}
