package io.weightless.http.form;

/// What stands between the parts of a multipart body (RFC 2046, section 5.1.1).
final class Boundary {
  private static final int LONGEST = 70;

  private Boundary() {}

  static boolean isOne(String text) {
    if (text.isEmpty() || text.length() > LONGEST || text.endsWith(" ")) {
      return false;
    }
    return text.chars().allMatch(Boundary::isAllowed);
  }

  private static boolean isAllowed(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || "'()+_,-./:=? ".indexOf(c) >= 0;
  }
}
