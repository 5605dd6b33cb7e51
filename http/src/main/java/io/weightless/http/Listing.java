package io.weightless.http;

import io.weightless.net.FileInfo;
import io.weightless.net.FileInfo.Kind;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A directory as a page: directories first, then files, by name; also those that begin with a dot,
/// which are served, too.
final class Listing {
  /// How many entries a page has at most.
  static final int SHOWN = 5_000;

  /// What Java makes of bytes in a name that are no characters: which they were it does not say, so
  /// there is nothing that a link could lead to.
  private static final char LOST = '\ufffd';

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Comparator<FileInfo> ORDER =
      Comparator.comparing((FileInfo info) -> info.kind() != Kind.DIRECTORY)
          .thenComparing(info -> info.name().toLowerCase(Locale.ROOT))
          .thenComparing(FileInfo::name);

  private Listing() {}

  /// The page of a directory.
  ///
  /// @param path of the directory, as text, with a slash at its end
  static Response of(String path, List<FileInfo> entries) {
    List<FileInfo> sorted = new ArrayList<>(entries);
    sorted.removeIf(info -> info.kind() == Kind.OTHER);
    sorted.sort(ORDER);
    StringBuilder rows = new StringBuilder();
    if (!path.equals("/")) {
      row(rows, "../", "../", "", "");
    }
    sorted.stream().limit(SHOWN).forEach(info -> row(rows, info));
    String more = sorted.size() <= SHOWN ? "" : "<p>and " + (sorted.size() - SHOWN) + " more</p>\n";
    String table =
        """
        <table>
        <thead><tr><th>Name</th><th>Size</th><th>Modified (UTC)</th></tr></thead>
        <tbody>
        %s</tbody>
        </table>
        %s\
        """
            .formatted(rows, more);
    return Page.of(Status.OK, "Index of " + path, table);
  }

  private static void row(StringBuilder rows, FileInfo info) {
    boolean directory = info.kind() == Kind.DIRECTORY;
    String slash = directory ? "/" : "";
    row(
        rows,
        "./" + Page.encoded(info.name()) + slash,
        info.name() + slash,
        directory ? "" : size(info.size()),
        DATE.format(info.modified()));
  }

  private static void row(StringBuilder rows, String link, String name, String size, String date) {
    rows.append("<tr><td>");
    if (name.indexOf(LOST) < 0) {
      rows.append("<a href=\"")
          .append(link)
          .append("\">")
          .append(Page.escaped(name))
          .append("</a>");
    } else {
      rows.append(Page.escaped(name));
    }
    rows.append("</td><td>").append(size).append("</td><td>").append(date).append("</td></tr>\n");
  }

  /// For people: three digits or so.
  static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double amount = bytes;
    int unit = -1;
    while (amount >= 1023.5 && unit < 4) {
      amount /= 1024;
      unit++;
    }
    String pattern = amount < 9.95 ? "%.1f %ciB" : "%.0f %ciB";
    return String.format(Locale.ROOT, pattern, amount, "KMGTP".charAt(unit));
  }
}
