import { type ReactNode, type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import type { Item } from '../../../preload/contract/labels.ts';
import { useWords } from '../../locales/words.tsx';
import { Board, type Light } from './board.ts';
import type { Edit, Editing } from './editing.ts';

export interface BoardHandle {
  readonly focus: () => void;
  readonly zoomBy: (factor: number) => void;
  readonly whole: () => void;
}

export interface PictureBoardProps {
  readonly item: Item;
  readonly editing: Editing;
  readonly picture: ImageBitmap | null;
  readonly labels: readonly string[];
  readonly light: Light;
  readonly handMode: boolean;
  readonly onEdit: (edit: Edit) => void;
  readonly onZoom: (scale: number) => void;
  readonly ref: Ref<BoardHandle>;
}

export function PictureBoard(props: PictureBoardProps): ReactNode {
  const { item, editing, picture, labels, light, handMode } = props;
  const words = useWords();
  const place = useRef<HTMLDivElement>(null);
  const board = useRef<Board>(null);
  const told = useRef(props);
  told.current = props;
  useImperativeHandle(props.ref, () => ({
    focus: () => place.current?.focus({ preventScroll: true }),
    zoomBy: (factor) => board.current?.zoomBy(factor),
    whole: () => board.current?.wholePicture(),
  }));
  useLayoutEffect(() => {
    if (place.current === null) return;
    const made = new Board(place.current, {
      edit: (edit) => told.current.onEdit(edit),
      zoom: (scale) => told.current.onZoom(scale),
    });
    board.current = made;
    return () => {
      board.current = null;
      made.close();
    };
  }, []);
  const { id, width, height } = item;
  // Before the page is painted: the picture and the words around it are never of two items.
  useLayoutEffect(() => {
    board.current?.show(picture, { width, height });
    if (place.current !== null) place.current.dataset.itemId = picture === null ? '' : String(id);
  }, [picture, id, width, height]);
  useLayoutEffect(() => board.current?.edit(picture === null ? null : editing, labels), [editing, labels, picture]);
  useEffect(() => {
    if (board.current !== null) board.current.light = light;
  }, [light]);
  useEffect(() => {
    if (board.current !== null) board.current.handMode = handMode;
  }, [handMode]);
  return (
    <div
      aria-label={words.label.picture(id, editing.boxes.length)}
      className="focus-inset absolute inset-0 touch-none overflow-hidden select-none"
      data-board=""
      ref={place}
      role="application"
    />
  );
}
