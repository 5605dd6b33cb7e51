package io.weightless.check.guide;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The listings of one Markdown file, in their order, with fragments put into their frames.
final class Chapter {
  private static final String FENCE = "```";

  private final String name;
  private final Iterator<String> lines;
  private final List<Listing> listings = new ArrayList<>();
  private @Nullable Listing frame;
  private int line;

  private Chapter(String name, String markdown) {
    this.name = name;
    lines = markdown.lines().iterator();
  }

  /// The listings of `markdown`.
  ///
  /// @throws IllegalArgumentException when a block has no end, or a fragment no frame
  static List<Listing> listings(String name, String markdown) {
    Chapter chapter = new Chapter(name, markdown);
    chapter.read();
    return chapter.listings;
  }

  private void read() {
    String above = "";
    while (lines.hasNext()) {
      String next = next();
      if (next.startsWith(FENCE)) {
        above = block(next.substring(FENCE.length()), above);
      } else if (!next.isBlank()) {
        above = "";
      }
    }
  }

  /// @return its language
  private String block(String language, String above) {
    int first = line + 1;
    String content = content();
    if (language.equals("java")) {
      add(new Listing(name, first, content, ""));
    } else if (language.equals("text") && above.equals("java")) {
      Listing last = listings.removeLast();
      listings.add(new Listing(name, last.line(), last.code(), content));
    }
    return language;
  }

  private void add(Listing listing) {
    if (listing.isFrame()) {
      frame = listing;
    }
    if (listing.isFragment() && frame == null) {
      throw new IllegalArgumentException(listing + " has neither a name nor a frame above it");
    }
    listings.add(listing.isFragment() && frame != null ? listing.in(frame) : listing);
  }

  private String content() {
    StringBuilder content = new StringBuilder();
    int first = line;
    while (lines.hasNext()) {
      String next = next();
      if (next.equals(FENCE)) {
        return content.toString();
      }
      content.append(next).append('\n');
    }
    throw new IllegalArgumentException(name + ":" + first + " begins a block that does not end");
  }

  private String next() {
    line++;
    return lines.next();
  }
}
