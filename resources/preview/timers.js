// Gives scripts beside the page their timers back. The engine runs none in a page whose own scripts
// are switched off, not even for scripts of ours; tasks and frames it does run.
(() => {
  "use strict";
  if (globalThis.gpTimers) return;
  globalThis.gpTimers = true;
  const waiting = new Map();
  let number = 0;

  const start = (action, delay) => {
    const id = ++number;
    const controller = new TaskController();
    waiting.set(id, controller);
    const run = () => {
      waiting.delete(id);
      action();
    };
    const options = { delay: Math.max(0, delay || 0), signal: controller.signal };
    scheduler.postTask(run, options).catch((error) => {
      if (!controller.signal.aborted) throw error;
    });
    return id;
  };

  const stop = (id) => {
    const controller = waiting.get(id);
    waiting.delete(id);
    if (controller) controller.abort();
  };

  Object.assign(globalThis, {
    setTimeout: (action, delay, ...given) => start(() => action(...given), delay),
    clearTimeout: stop,
  });
})();
