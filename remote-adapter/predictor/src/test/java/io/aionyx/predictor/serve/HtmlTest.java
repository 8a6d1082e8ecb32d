package io.aionyx.predictor.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void text_hostileLabel_cannotLeaveItsPlace() {
    assertThat(Html.text("<script>\"'&\u0007")).isEqualTo("&lt;script&gt;&quot;&#39;&amp; ");
  }

  @Test
  void bar_valueOutOfRange_staysInside() {
    assertThat(Html.bar(7)).contains("width:100.0%");
    assertThat(Html.bar(-1)).contains("width:0.0%");
  }
}
