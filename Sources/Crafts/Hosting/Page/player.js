
'use strict';
(() => {
  const part = id => document.getElementById(id);
  const data = JSON.parse(part('data').textContent), words = data.words;
  const video = part('film'), quality = part('quality'), captions = part('captions');
  document.documentElement.classList.toggle('framed', window.self !== window.top);
  const served = location.protocol === 'http:' || location.protocol === 'https:';

  // A page that a signed link leads to: what lies beside it is opened by the same signature.
  const asked = new URLSearchParams(location.search), signature = ['Policy', 'Signature', 'Key-Pair-Id'];
  const key = signature.every(name => asked.has(name))
    ? signature.map(name => `${name}=${encodeURIComponent(asked.get(name))}`).join('&') : '';
  const beside = file => key ? `${file}?${key}` : file;
  if (key) for (const picture of document.images) picture.src = beside(picture.getAttribute('src'));

  // What the server's log is told: a number of this one view, what happened, how far it was, which film.
  const asksNotTo = navigator.doNotTrack === '1' || window.doNotTrack === '1' || navigator.globalPrivacyControl === true;
  const tells = data.beacons && served && !(data.honours && asksNotTo);
  const view = Array.from(crypto.getRandomValues(new Uint8Array(8)), byte => byte.toString(16).padStart(2, '0')).join('');
  const utm = [...asked]
    .filter(([key]) => /^utm_[a-z_]{1,20}$/.test(key)).slice(0, 8).map(([key, value]) => [key, value.slice(0, 200)]);
  const percent = () => video.duration > 0 ? Math.min(100, Math.floor(100 * video.currentTime / video.duration)) : 0;
  let film = data.films[0], isStreamed = false;
  // Of a stream, the browser chooses the size.
  const seen = () => isStreamed && data.films.find(film => film.width === video.videoWidth) || film;
  const tell = (event, at = percent()) => {
    if (!tells) return;
    const query = new URLSearchParams([['v', view], ['e', event], ['t', at], ['q', seen().name], ...utm]);
    fetch((key ? beside('beacon.gif') + '&' : 'beacon.gif?') + query, { keepalive: true, cache: 'no-store' }).catch(() => {});
  };

  // Which film: of the shapes the one nearest to the window's, of its sizes the least that fills its place.
  const best = () => {
    const distance = film => Math.abs(Math.log2(film.width / film.height * innerHeight / innerWidth));
    const nearest = Math.min(...data.films.map(distance));
    // Sizes of one shape differ by what was rounded.
    const sizes = data.films.filter(film => distance(film) < nearest + .1).sort((a, b) => a.width - b.width);
    const needed = (video.clientWidth || innerWidth) * (navigator.connection?.saveData ? .5 : window.devicePixelRatio || 1);
    return sizes.find(film => film.width >= needed * .9) || sizes[sizes.length - 1];
  };
  let isSwitching = false, hasStarted = false;
  // The parts of a stream are asked for by its list, which knows of no signature.
  const streams = served && !key && data.stream && video.canPlayType('application/vnd.apple.mpegurl') !== '';
  const show = (next, asStream) => {
    const at = video.currentTime, plays = hasStarted && !video.paused && !video.ended;
    isSwitching = hasStarted;
    [film, isStreamed] = [next, asStream];
    video.width = film.width;
    video.height = film.height;
    document.body.classList.toggle('tall', film.height > film.width);
    video.poster = beside(film.poster);
    video.addEventListener('loadedmetadata', () => {
      if (at > 0) video.currentTime = at;
      isSwitching = false;
      if (plays) video.play().catch(() => {});
    }, { once: true });
    // Whoever does not play fetches nothing, and is no viewer.
    video.preload = hasStarted ? 'metadata' : 'none';
    video.src = asStream ? data.stream : beside(film.file);
  };
  const automatic = () => show(best(), streams);
  quality.addEventListener('change', () => {
    const chosen = data.films.find(film => film.name === quality.value);
    if (chosen) show(chosen, false); else automatic();
    tell('quality');
  });
  part('sizes').hidden = data.films.length < 2;

  // Captions stand in the page: from a folder, a browser would not fetch them.
  for (const old of video.querySelectorAll('track')) old.remove();
  if (data.cues.length) {
    const track = video.addTextTrack('captions', words.captions, document.documentElement.lang);
    const plain = text => text.replace(/&/g, '&amp;').replace(/[<]/g, '&lt;').replace(/>/g, '&gt;');
    for (const [start, end, text] of data.cues) track.addCue(new VTTCue(start / 1000, end / 1000, plain(text)));
    const mark = () => captions.setAttribute('aria-pressed', track.mode === 'showing');
    track.mode = data.captionsShown ? 'showing' : 'hidden';
    captions.addEventListener('click', () => { track.mode = track.mode === 'showing' ? 'hidden' : 'showing'; mark(); });
    video.textTracks.addEventListener('change', mark);
    captions.hidden = false;
    mark();
  }

  const chapters = [...document.querySelectorAll('#chapters a')];
  const starts = data.chapters.map(start => start / 1000);
  const markChapter = () => {
    const now = hasStarted ? starts.findLastIndex(start => start <= video.currentTime + .05) : -1;
    chapters.forEach((link, index) => index === now ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current'));
  };
  chapters.forEach((link, index) => link.addEventListener('click', event => {
    event.preventDefault();
    video.currentTime = starts[index];
    video.play().catch(() => {});
  }));

  // How far it was watched: each twentieth that was passed by playing, once.
  const passed = new Set();
  let last = 0;
  const pass = now => {
    for (let mark = 5; mark < 100; mark += 5) {
      const moment = video.duration * mark / 100;
      if (last < moment && moment <= now && !passed.has(mark)) {
        passed.add(mark);
        tell('t', mark);
      }
    }
    last = now;
  };
  video.addEventListener('playing', () => {
    if (hasStarted) return;
    hasStarted = true;
    tell('start');
  });
  video.addEventListener('timeupdate', () => {
    if (!video.seeking && !isSwitching && hasStarted) pass(video.currentTime);
    markChapter();
  });
  video.addEventListener('seeking', () => { last = Infinity; });
  video.addEventListener('seeked', () => { last = video.currentTime; });
  video.addEventListener('pause', () => { if (hasStarted && !video.ended && !isSwitching) tell('pause'); });
  video.addEventListener('waiting', () => { if (hasStarted && !video.seeking && !isSwitching) tell('wait'); });
  video.addEventListener('ended', () => {
    pass(video.duration);
    if (!passed.has(100)) tell('t', 100);
    passed.add(100);
    tell('end', 100);
  });
  addEventListener('pagehide', () => { if (hasStarted && !video.paused && !video.ended) tell('pause'); });
  video.addEventListener('error', () => {
    if (isStreamed) return show(film, false);
    part('trouble').hidden = false;
  });

  const button = part('cta');
  if (button) {
    const target = new URL(button.href);
    for (const [key, value] of utm) if (!target.searchParams.has(key)) target.searchParams.set(key, value);
    if (utm.length) button.href = target;
    button.addEventListener('click', () => tell('cta'));
  }
  const like = part('like');
  like.hidden = !tells;
  like.addEventListener('click', () => {
    const likes = like.getAttribute('aria-pressed') !== 'true';
    like.setAttribute('aria-pressed', likes);
    if (likes) tell('like');
  });
  const share = part('share');
  share.hidden = !served;
  share.addEventListener('click', async () => {
    tell('share');
    const url = location.origin + beside(location.pathname);
    try {
      if (navigator.share) return await navigator.share({ title: document.title, url });
      if (!navigator.clipboard) return prompt(words.share, url);
      await navigator.clipboard.writeText(url);
      share.textContent = words.copied;
    } catch { /* whoever closes the sheet shares nothing */ }
  });
  part('bar').hidden = [...part('bar').children].every(control => control.hidden);
  automatic();
})();
