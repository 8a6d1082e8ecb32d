package io.aionyx.predictor.receive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedTextsTest {
  private final SharedTexts texts = new SharedTexts();

  private static String copy(String text) {
    return new String(text.toCharArray());
  }

  @Test
  void share_ofEqualTexts_givesOneObject() {
    String first = texts.share(copy("namespace"));
    assertThat(texts.share(copy("namespace"))).isSameAs(first);
  }

  @Test
  void share_ofTextsThatMeetInASlot_neverMixesThemUp() {
    // Equal hash codes, by the rule that "Aa" and "BB" have one.
    for (int i = 0; i < 3; i++) {
      assertThat(texts.share(copy("Aa"))).isEqualTo("Aa");
      assertThat(texts.share(copy("BB"))).isEqualTo("BB");
    }
  }
}
