package io.weightless.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples of RFC 3986, section 5.4, and some that follow from its text.
final class ReferenceTest {
  @ParameterizedTest
  @CsvSource({
    "g, http://a/b/c/g",
    "./g, http://a/b/c/g",
    "g/, http://a/b/c/g/",
    "/g, http://a/g",
    "//g, http://g",
    "?y, http://a/b/c/d;p?y",
    "g?y, http://a/b/c/g?y",
    "#s, http://a/b/c/d;p?q#s",
    "g#s, http://a/b/c/g#s",
    "g?y#s, http://a/b/c/g?y#s",
    ";x, http://a/b/c/;x",
    "g;x, http://a/b/c/g;x",
    "'', http://a/b/c/d;p?q",
    "., http://a/b/c/",
    "./, http://a/b/c/",
    ".., http://a/b/",
    "../, http://a/b/",
    "../g, http://a/b/g",
    "../.., http://a/",
    "../../g, http://a/g",
    "../../../g, http://a/g",
    "../../../../g, http://a/g",
    "/./g, http://a/g",
    "/../g, http://a/g",
    "g., http://a/b/c/g.",
    "..g, http://a/b/c/..g",
    "./../g, http://a/b/g",
    "./g/., http://a/b/c/g/",
    "g/../h, http://a/b/c/h",
    "g;x=1/../y, http://a/b/c/y",
    "g?y/../x, http://a/b/c/g?y/../x",
    "g#s/../x, http://a/b/c/g#s/../x",
    "https://g/h/../i, https://g/i",
    "mailto:g, mailto:g",
    "g//h, http://a/b/c/g//h",
    "/p/http://g//h/../i, http://a/p/http://g//i",
    "%2e%2e/g, http://a/b/c/%2e%2e/g"
  })
  void aReferenceLeadsWhereTheStandardSays(String reference, String there) {
    assertThat(Reference.resolved(URI.create("http://a/b/c/d;p?q"), URI.create(reference)))
        .hasToString(there);
  }

  @ParameterizedTest
  @CsvSource({
    "http://a, g, http://a/g",
    "http://a, ../g, http://a/g",
    "http://a, ?y, http://a?y",
    "http://a?q, g, http://a/g",
    "http://a:81//b/c, d, http://a:81//b/d"
  })
  void aBaseMayHaveNoPath(String base, String reference, String there) {
    assertThat(Reference.resolved(URI.create(base), URI.create(reference))).hasToString(there);
  }

  @ParameterizedTest
  @CsvSource({"g, http://a/g#f", "http://b/, http://b/#f", "g#s, http://a/g#s", "g#, http://a/g#"})
  void aFragmentStaysUnlessThereIsAnother(String reference, String there) {
    assertThat(Reference.resolved(URI.create("http://a/#f"), URI.create(reference)))
        .hasToString(there);
  }
}
