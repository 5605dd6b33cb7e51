package io.weightless.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 3986, sections 2.1 and 3.3; RFC 9110, section 17.3.
final class FilePathTest {
  /// Names are shown with `:` between them; a slash at the end is a directory.
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "/ | /",
        "/a | a",
        "/a/ | a/",
        "/a/b%20c | a:b c",
        "/%61%2E%74 | a.t",
        "/%2561 | %61",
        "/%25252e | %252e",
        "//a///b// | a:b/",
        "/./a/%2e/b | a:b",
        "/a/. | a/",
        "/a/%2E | a/",
        "/... | ...",
        "/a..b | a..b",
        "/..a/b.. | ..a:b..",
        "/....//a | ....:a",
        "/a%5cb | a\\b",
        "/a\\b | a\\b",
        "/a?b=/../c | a",
        "/a%3fb | a?b",
        "/?/.. | /",
        "/%C3%A9 | é",
        "/%e6%97%a5 | 日",
        "/%EF%BF%BD | \ufffd",
        "/~a;b=c,d:e@f!$&'()*+ | ~a;b=c,d:e@f!$&'()*+",
        "http://host/a/b?c | a:b",
        "HTTPS://host:80/a/ | a/",
        "http://host | /",
        "http://host?a=/b | /",
        "http://host?a=://b/c | /",
      })
  void aTargetHasNames(String target, String expected) {
    FilePath path = FilePath.of(target);

    assertThat(path).isNotNull();
    assertThat(String.join(":", path.names()) + (path.isDirectory() ? "/" : ""))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} is refused")
  @ValueSource(
      strings = {
        "/..",
        "/../",
        "/../a",
        "/a/..",
        "/a/../b",
        "/%2e%2e/a",
        "/.%2E/a",
        "/%2e./a",
        "/a/..?b",
        "/..\\a",
        "/a\\..\\b",
        "/..%5ca",
        "/a%5c..",
        "/%2e%2e%5C%2e%2e%5Ca",
        "/..%2fa",
        "/a%2fb",
        "/a%2F",
        "/%2f",
        "/%2f%2fhost",
        "/a%00",
        "/%00",
        "/a%00.txt/..",
        "/%c0%af",
        "/%c0%ae%c0%ae/a",
        "/%e0%80%af",
        "/%f0%80%80%af",
        "/%ff",
        "/%c3",
        "/%c3/%a9",
        "/%ed%a0%80",
        "/%f5%80%80%80",
        "http://host/..",
        "http://host/a/%2e%2e",
      })
  void whatCannotBeNamesIsRefused(String target) {
    assertThat(FilePath.of(target)).isNull();
  }

  @Test
  void itIsEncodedAgainWithASlashAtTheEnd() {
    FilePath path = FilePath.of("//%2561/b%5cc%3f//%C3%a9");

    assertThat(path).isNotNull();
    assertThat(path.encoded()).isEqualTo("/%2561/b%5Cc%3F/%C3%A9/");
    assertThat(path.shown()).isEqualTo("/%61/b\\c?/é/");
  }
}
