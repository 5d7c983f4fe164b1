// Animation frames on demand. cornerstone3D draws in requestAnimationFrame; waiting for the browser's next frame would
// put up to a frame of idle time into every figure, so the callbacks are kept here and run when the benchmark says so.
// `clock.live = true` gives the browser's own frames back.
(() => {
  const native = window.requestAnimationFrame.bind(window);
  const nativeCancel = window.cancelAnimationFrame.bind(window);
  const waiting = new Map();
  let last = 2 ** 40; // apart from the browser's own handles

  const clock = {
    live: true,
    /** Run what waits, and what that asks for in turn, until nothing is left or ``enough()``. */
    async run(enough = () => false) {
      for (let idle = 0; idle < 3 && !enough(); ) {
        const batch = [...waiting.values()];
        waiting.clear();
        batch.forEach((callback) => callback(performance.now()));
        await null; // segmentation display asks for its frame from a promise
        idle = waiting.size || batch.length ? 0 : idle + 1;
      }
    },
  };
  window.requestAnimationFrame = (callback) => {
    if (clock.live) return native(callback);
    waiting.set(++last, callback);
    return last;
  };
  window.cancelAnimationFrame = (handle) => (waiting.delete(handle) ? undefined : nativeCancel(handle));
  window.clock = clock;
})();
